/// Turns the arguments of `fetch` into a request (Fetch § Request constructor).
struct FetchSetup {
    let browser: BrowserProfile
    let client: Client

    func request(_ call: FetchCall) throws(InvalidCall) -> NetworkRequest {
        // Steps 5 and 6: the address.
        guard let url = WebURL(call.url, base: client.base) else { throw InvalidCall("`\(call.url)` is no URL") }
        if url.hasCredentials { throw InvalidCall("the URL has a user name or password") }
        // The words that Web IDL checks.
        guard let mode = ["cors": RequestMode.cors, "no-cors": .noCORS, "same-origin": .sameOrigin][call.mode] else {
            throw InvalidCall("script cannot ask for mode `\(call.mode)`")
        }
        guard let credentials = CredentialsMode(rawValue: call.credentials) else {
            throw InvalidCall("no credentials mode `\(call.credentials)`")
        }
        guard let redirect = RedirectMode(rawValue: call.redirect) else { throw InvalidCall("no redirect mode `\(call.redirect)`") }
        guard let cache = CacheMode(rawValue: call.cache) else { throw InvalidCall("no cache mode `\(call.cache)`") }
        if cache == .onlyIfCached, mode != .sameOrigin { throw InvalidCall("`only-if-cached` needs mode `same-origin`") }

        var request = NetworkRequest(url, mode: mode, credentials: credentials, label: "fetch", client: client)
        request.redirect = redirect
        request.cache = cache
        if !call.referrerPolicy.isEmpty {
            guard let policy = ReferrerPolicy(rawValue: call.referrerPolicy) else {
                throw InvalidCall("no referrer policy `\(call.referrerPolicy)`")
            }
            request.referrerPolicy = policy
        }
        request.targetAddressSpace = try addressSpace(call.targetAddressSpace)
        request.method = try method(call.method, mode)
        request.headers = try headers(call.headers, mode)
        try attach(call.body, duplex: call.duplex, to: &request)
        request.unsafeNames = SafelistedHeaders(browser: browser).unsafeNames(request.headers)
        return request
    }

    /// Step 25: the method.
    private func method(_ method: String, _ mode: RequestMode) throws(InvalidCall) -> String {
        guard Text.isToken(method) else { throw InvalidCall("`\(method)` is no method") }
        if RequestMethods.isForbidden(method) { throw InvalidCall("the method \(method) is forbidden") }
        let normalized = RequestMethods.normalized(method)
        if mode == .noCORS, !RequestMethods.isSafelisted(normalized) { throw InvalidCall("mode `no-cors` allows GET, HEAD and POST only") }
        return normalized
    }

    /// Steps 31 and 32: the headers, of which forbidden ones are dropped.
    private func headers(_ headers: HeaderList, _ mode: RequestMode) throws(InvalidCall) -> HeaderList {
        var kept = HeaderList()
        for line in headers.lines {
            guard Text.isToken(line.name) else { throw InvalidCall("`\(line.name)` is no header name") }
            guard ForbiddenHeaders.isValue(line.value) else { throw InvalidCall("the value of \(line.name) cannot be sent") }
            let value = Text.trimmed(line.value)
            if ForbiddenHeaders.contains(line.name, value: value)
                || browser.dropsUserAgent && Text.isSameIgnoringCase(line.name, "user-agent")
            {
                continue
            }
            if mode == .noCORS {
                // Fetch § Headers guard "request-no-cors": judged with what was set before.
                let combined = kept.combined(line.name).map { "\($0), \(value)" } ?? value
                guard SafelistedHeaders(browser: browser).survivesWithoutCORS(Text.lowercased(line.name), combined) else { continue }
            }
            kept.append(line.name, value)
        }
        return kept
    }

    /// Steps 34 to 41: the body.
    private func attach(_ body: RequestBody?, duplex: String?, to request: inout NetworkRequest) throws(InvalidCall) {
        guard let body else { return }
        if request.method == "GET" || request.method == "HEAD" { throw InvalidCall("\(request.method) cannot have a body") }
        var type = body.contentType
        if body == .stream {
            if browser.streamBody == .stringified {
                type = RequestBody.string.contentType
            } else {
                if duplex != "half" { throw InvalidCall("a stream as a body needs `duplex: \"half\"`") }
                if request.mode == .noCORS { throw InvalidCall("a stream as a body needs mode `cors` or `same-origin`") }
                request.streams = true
                request.forcesPreflight = true
            }
        }
        if let type { request.headers.setDefault("Content-Type", type) }
    }

    /// Local Network Access § targetAddressSpace: other words throw, `unknown` says nothing.
    private func addressSpace(_ word: String?) throws(InvalidCall) -> AddressSpace? {
        guard let word, browser.localNetwork == .announced else { return nil }
        switch word {
        case "loopback": return .loopback
        case "local", "private": return .local
        case "public": return .public
        case "unknown": return nil
        default: throw InvalidCall("no address space `\(word)`")
        }
    }
}
