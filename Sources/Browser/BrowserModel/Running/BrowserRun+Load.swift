extension BrowserRun {
    /// Fetch § main fetch and HTTP fetch: the way of a request through checks, preflight, network and redirects.
    mutating func load(_ request: inout NetworkRequest, followsRedirects: Bool = true) -> LoadOutcome {
        while true {
            let wasCORS = request.tainting == .cors
            if let reason = admit(&request) {
                var isCORS = wasCORS
                if case .localNetwork = reason { isCORS = request.tainting == .cors && request.hops.count == 1 }
                return block(reason, request, isCORS: isCORS)
            }
            if let reason = preflight(&request) { return block(reason, request, isCORS: true) }
            if request.streams, browser.streamBody == .needsHTTP2 { return block(.streamNeedsHTTP2, request) }
            guard let answer = exchangeMessages(request) else { return block(.connectionLost, request) }
            if let reason = inspect(answer, request) { return block(reason, request) }
            if followsRedirects, request.redirect == .manual, isEmptyRedirect(answer) {
                return .response(.opaqueRedirect(request.tainting))
            }
            guard followsRedirects, let location = redirectTarget(answer) else {
                return .response(Response(status: answer.status, headers: answer.headers, body: answer.body, tainting: request.tainting))
            }
            switch request.redirect {
            case .error:
                var next = request
                if browser.refusesAddressesWithCredentials, case .redirectWithCredentials = follow(location, answer.status, &next) {
                    return block(.redirectWithCredentials, request)
                }
                return block(.redirectRefused, request)
            case .manual: return .response(.opaqueRedirect(request.tainting))
            case .follow:
                if let reason = follow(location, answer.status, &request) { return block(reason, request) }
            }
        }
    }

    /// Fetch § main fetch, steps 2 to 12: what happens before the wire.
    private mutating func admit(_ request: inout NetworkRequest) -> BlockReason? {
        let isFirst = request.hops.count == 1
        if let url = MixedContent.upgrade(request, browser: browser) {
            request.url = url
            request.wasUpgraded = true
        }
        // Steps 7 and 8: bad port, mixed content, policies.
        if BadPorts.contains(request.url) { return .badPort(request.url.port ?? 0) }
        if MixedContent.blocks(request, browser: browser) { return .mixedContent }
        if let reason = request.client.policy.violation(request.url, for: request.destination, isRedirect: !isFirst) { return reason }
        if let reason = taint(&request) { return reason }
        if let fault = LocalNetworkAccess.fault(request, settings: exchange.settings, browser: browser) {
            // The preflight fails first, and the request fails with it: Chromium reports both.
            if browser.localNetwork == .announced, request.tainting == .cors, needsPreflight(request) {
                report(.localNetwork(fault), request, isCORS: true)
            }
            return .localNetwork(fault)
        }
        return nil
    }

    /// Fetch § main fetch, step 12: under which rules the request goes; the first match decides.
    private func taint(_ request: inout NetworkRequest) -> BlockReason? {
        let staysForeign = request.wasUpgraded && browser.upgradeStaysCrossOrigin
        if request.mode == .navigate || request.mode == .webSocket { return nil }
        if request.isSameOrigin, request.tainting == .basic, !staysForeign { return nil }
        switch request.mode {
        case .sameOrigin: return .sameOriginMode
        case .noCORS:
            guard request.redirect == .follow else { return .redirectModeWithoutCORS }
            request.tainting = .opaque
        default:
            guard request.url.isHTTP else { return .schemeWithoutCORS(request.url.scheme) }
            request.tainting = .cors
        }
        return nil
    }

    /// Fetch § HTTP fetch, steps 4 to 6: what is checked of every answer, redirects included.
    private mutating func inspect(_ answer: ServerAnswer, _ request: NetworkRequest) -> BlockReason? {
        if BrowserRun.isBroken(answer) { return .invalidResponse }
        // Interim statuses are not answers yet (RFC 9110 § 15.2).
        if answer.status < 200, request.mode != .webSocket { return .connectionLost }
        if answer.status == 407, browser.refusesProxyAuthentication { return .unexpectedProxyAuthentication }
        let location = redirectTarget(answer)
        let isRedirect = location != nil
        if let location, browser.unreadableLocationComesFirst, WebURL(location, base: request.url) == nil {
            return .unsafeRedirect(location)
        }
        if request.tainting == .cors {
            if let fault = corsFault(answer, request) {
                if browser.failureClearsPreflight { preflights.clear(preflightKey(request)) }
                return .cors(fault, isRedirect ? .redirect : .response)
            }
        }
        if request.tainting == .opaque,
            let policy = ResourcePolicy(sites: sites, browser: browser).refusal(answer.headers, request: request)
        {
            return .resourcePolicy(policy)
        }
        return nil
    }

    /// Fetch § CORS check of an answer to a request that is under these rules.
    func corsFault(_ answer: ServerAnswer, _ request: NetworkRequest) -> CORSFault? {
        let origin = request.isTainted ? "null" : request.origin.serialized
        return CORSCheck.fault(answer.headers, origin: origin, includesCredentials: request.includesCredentials)
    }

    private mutating func block(_ reason: BlockReason, _ request: NetworkRequest, isCORS: Bool? = nil) -> LoadOutcome {
        report(reason, request, isCORS: isCORS ?? (request.tainting == .cors))
        return .blocked(reason)
    }

    /// A NUL makes a header no header, and two different addresses no redirect.
    static func isBroken(_ answer: ServerAnswer) -> Bool {
        answer.headers.lines.contains { $0.value.utf8.contains(0) } || Set(answer.headers.values("Location")).count > 1
    }
}
