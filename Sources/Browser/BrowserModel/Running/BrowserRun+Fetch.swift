extension BrowserRun {
    /// Fetch § fetch method.
    mutating func fetch(_ call: FetchCall, _ client: Client) -> StepVerdict {
        var request: NetworkRequest
        do {
            request = try FetchSetup(browser: browser, client: client).request(call)
        } catch {
            return refuse(error.why, url: call.url, type: .error)
        }
        // Fetch § scheme fetch: data: URLs need no network.
        if request.url.scheme == "data" {
            return StepVerdict(readable: .full, responseType: .basic, status: 200, readableHeaders: ["content-type"])
        }
        return verdict(load(&request), request)
    }

    /// XHR § send.
    mutating func xhr(_ call: XHRCall, _ client: Client) -> StepVerdict {
        guard let url = WebURL(call.url, base: client.base) else { return refuse("`\(call.url)` is no URL", url: call.url) }
        guard Text.isToken(call.method), !RequestMethods.isForbidden(call.method) else {
            return refuse("the method \(call.method) is forbidden or none", url: call.url)
        }
        var request = NetworkRequest(
            url, mode: .cors, credentials: call.withCredentials ? .include : .sameOrigin, label: "XMLHttpRequest", client: client)
        request.method = RequestMethods.normalized(call.method)
        for line in call.headers.lines {
            guard Text.isToken(line.name), ForbiddenHeaders.isValue(line.value) else {
                return refuse("the header \(line.name) cannot be set", url: call.url)
            }
            let value = Text.trimmed(line.value)
            if ForbiddenHeaders.contains(line.name, value: value)
                || browser.dropsUserAgent && Text.isSameIgnoringCase(line.name, "user-agent")
            {
                continue
            }
            // setRequestHeader combines.
            let combined = request.headers.combined(line.name).map { "\($0), \(value)" } ?? value
            request.headers.remove(line.name)
            request.headers.append(line.name, combined)
        }
        // Bodies of GET and HEAD are dropped.
        let body = request.method == "GET" || request.method == "HEAD" ? nil : call.body
        if let type = body?.contentType { request.headers.setDefault("Content-Type", type) }
        request.forcesPreflight = call.hasUploadListener && (body != nil || !browser.uploadListenerNeedsBody)
        request.unsafeNames = SafelistedHeaders(browser: browser).unsafeNames(request.headers)
        return verdict(load(&request), request)
    }

    /// Beacon § sendBeacon: CORS only for types that forms cannot send.
    mutating func beacon(_ text: String, body: RequestBody?, _ client: Client) -> StepVerdict {
        guard let url = WebURL(text, base: client.base), url.isHTTP else { return refuse("`\(text)` is no HTTP URL", url: text) }
        let type = body?.contentType
        let isFormType = type.map { SafelistedHeaders(browser: browser).isSafe("content-type", $0) } ?? true
        var request = NetworkRequest(url, mode: isFormType ? .noCORS : .cors, credentials: .include, label: "resource", client: client)
        request.method = "POST"
        if let type { request.headers.append("Content-Type", type) }
        request.unsafeNames = SafelistedHeaders(browser: browser).unsafeNames(request.headers)
        _ = load(&request)
        return StepVerdict(readable: .unknown)
    }

    /// HTML § EventSource: 200 with the right type, or the end.
    mutating func eventSource(_ text: String, withCredentials: Bool, _ client: Client) -> StepVerdict {
        guard let url = WebURL(text, base: client.base) else { return refuse("`\(text)` is no URL", url: text) }
        var request = NetworkRequest(
            url, mode: .cors, credentials: withCredentials ? .include : .sameOrigin, label: "resource", client: client)
        request.cache = .noStore
        request.headers.append("Accept", "text/event-stream")
        guard case .response(let response) = load(&request) else { return StepVerdict(readable: .none) }
        let type = MIMEType.essence(response.headers.combined("Content-Type") ?? "")
        guard response.status == 200, type == "text/event-stream" else {
            report(
                .eventStream("the answer is \(response.status) \(type ?? "without a type"), not 200 text/event-stream"), request,
                isCORS: false)
            return StepVerdict(readable: .none, status: response.status)
        }
        if browser.eventStreamsMustBeUTF8, let charset = MIMEType.charset(response.headers.combined("Content-Type") ?? ""),
            charset != "utf-8"
        {
            report(.eventStream("its charset is \(charset), not UTF-8"), request, isCORS: false)
            return StepVerdict(readable: .none, status: 200)
        }
        return StepVerdict(readable: .full, status: 200)
    }

    /// What `fetch` and XHR make of a load.
    private func verdict(_ outcome: LoadOutcome, _ request: NetworkRequest) -> StepVerdict {
        guard case .response(let response) = outcome else { return StepVerdict(readable: .none, responseType: .error) }
        if response.isOpaqueRedirect { return StepVerdict(readable: .opaque, responseType: .opaqueredirect, status: 0) }
        if response.tainting == .opaque { return StepVerdict(readable: .opaque, responseType: .opaque, status: 0) }
        return StepVerdict(
            readable: .full, responseType: response.tainting == .cors ? .cors : .basic, status: response.status,
            readableHeaders: ExposedHeaders.names(
                response.headers, tainting: response.tainting, includesCredentials: request.includesCredentials))
    }

    /// A call that throws.
    mutating func refuse(_ why: String, url: String, type: ResponseType? = nil) -> StepVerdict {
        report(why, url: url)
        return StepVerdict(readable: .none, responseType: type)
    }
}
