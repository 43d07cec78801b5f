extension BrowserRun {
    /// Fetch § main fetch, step 12, and HTTP fetch, step 3: whether the server must be asked first.
    func needsPreflight(_ request: NetworkRequest) -> Bool {
        if request.forcesPreflight || !RequestMethods.isSafelisted(request.method) { return true }
        return browser.preflightIsSticky ? request.hadPreflight || !request.unsafeNames.isEmpty : !unsafeNames(request).isEmpty
    }

    /// The header names that the preflight asks for.
    private func unsafeNames(_ request: NetworkRequest) -> [String] {
        guard browser.preflightIsSticky else { return SafelistedHeaders(browser: browser).unsafeNames(request.headers) }
        return request.unsafeNames.filter { !request.droppedNames.contains($0) }
    }

    func preflightKey(_ request: NetworkRequest) -> PreflightCache.Key {
        PreflightCache.Key(
            partition: sites.key(request.client.page.origin), origin: request.origin.serialized, url: request.url.description)
    }

    /// Fetch § CORS-preflight fetch: asks if need be; the reason if the answer forbids the request.
    mutating func preflight(_ request: inout NetworkRequest) -> BlockReason? {
        guard request.tainting == .cors, needsPreflight(request) else { return nil }
        let names = unsafeNames(request)
        request.hadPreflight = true
        let key = preflightKey(request)
        let passesCache =
            browser.reloadSkipsPreflightCache && (request.cache == .noStore || request.cache == .reload)
            || browser.revalidationSkipsPreflightCache && request.cache == .noCache
        let isKnown = preflights.allows(
            key, method: request.method, unsafeNames: names, includesCredentials: request.includesCredentials, at: now)
        if isKnown, !passesCache { return nil }

        let origin = request.isTainted && !browser.preflightIgnoresTaint ? "null" : request.origin.serialized
        let question = BrowserRun.question(request, names: names, origin: origin)
        var answer = send(question)
        if answer?.status == 421, browser.retriesMisdirectedPreflight { answer = send(question) }
        let verdict = judge(answer, request, names: names, origin: origin)
        guard case .success(let approval) = verdict, let headers = answer?.headers else {
            preflights.clear(key)
            guard case .failure(let refusal) = verdict else { return nil }
            return refusal.reason
        }
        if approval.coversAuthorizationByWildcard(names) { warnOfWildcard(request) }
        if let lifetime = MaxAge.lifetime(headers, browser: browser) {
            preflights.store(key, approval, isCredentialed: request.includesCredentials, lifetime: lifetime, at: now)
        }
        return nil
    }

    /// A redirected preflight; Firefox checks its headers again as if they answered the next hop, whose origin is `null` elsewhere.
    private func redirectRefusal(_ location: String, _ answer: ServerAnswer, _ request: NetworkRequest, fault: CORSFault?) -> BlockReason {
        let staysOnOrigin = WebURL(location, base: request.url)?.origin.isSame(as: request.url.origin) ?? false
        let suitsNextHop =
            staysOnOrigin || CORSCheck.fault(answer.headers, origin: "null", includesCredentials: request.includesCredentials) == nil
        return .preflightRedirect(location: location, fault: fault, suitsNextHop: suitsNextHop)
    }

    /// Steps 1 to 6: the question; no cookies, no Authorization.
    private static func question(_ request: NetworkRequest, names: [String], origin: String) -> SentRequest {
        var headers: HeaderList = ["Accept": "*/*", "Access-Control-Request-Method": request.method]
        if !names.isEmpty { headers.append("Access-Control-Request-Headers", names.joined(separator: ",")) }
        headers.append("Origin", origin)
        return SentRequest(kind: .preflight, method: "OPTIONS", url: request.url, headers: headers)
    }

    private struct Refusal: Error { let reason: BlockReason }

    /// Step 7: the CORS check, the status, the lists.
    private func judge(_ answer: ServerAnswer?, _ request: NetworkRequest, names: [String], origin: String) -> Result<
        PreflightAnswer, Refusal
    > {
        guard let answer else { return .failure(Refusal(reason: .connectionLost)) }
        if BrowserRun.isBroken(answer) { return .failure(Refusal(reason: .invalidResponse)) }
        if answer.status == 407, browser.refusesProxyAuthentication { return .failure(Refusal(reason: .unexpectedProxyAuthentication)) }
        let fault = CORSCheck.fault(answer.headers, origin: origin, includesCredentials: request.includesCredentials)
        if let location = redirectTarget(answer), fault == nil || browser.preflightRedirectComesFirst || browser.name == .firefox {
            return .failure(Refusal(reason: redirectRefusal(location, answer, request, fault: fault)))
        }
        if let fault { return .failure(Refusal(reason: .cors(fault, .preflight))) }
        guard (200...299).contains(answer.status) else { return .failure(Refusal(reason: .preflightStatus(answer.status))) }
        let approval = PreflightAnswer(answer.headers, browser: browser)
        let refusal = approval.refusal(
            method: request.method, unsafeNames: names, includesCredentials: request.includesCredentials, isForced: request.forcesPreflight)
        return refusal.map { .failure(Refusal(reason: $0)) } ?? .success(approval)
    }
}
