extension CrossOriginPolicy {
    /// Judges a request and says in sentences how the verdict comes about and what the browser makes of it.
    ///
    /// What the peer sent is shortened and escaped; the text names listed origins and is for operators, not for responses.
    public func explain(_ request: CrossOriginRequest) -> CrossOriginExplanation {
        let verdict = judge(request)
        var explanation = CrossOriginExplanation(verdict)
        let isPreflight =
            !request.isUpgrade && request.method == "OPTIONS" && request.requestedMethod != nil && !request.origins.isEmpty
        explainKind(request, isPreflight, &explanation)
        explainOrigin(request, verdict, &explanation)
        if isPreflight, verdict.refusal?.isAboutOrigin != true { explainPreflight(request, verdict, &explanation) }
        explainEnd(request, isPreflight, verdict, &explanation)
        return explanation
    }

    private func explainKind(_ request: CrossOriginRequest, _ isPreflight: Bool, _ explanation: inout CrossOriginExplanation) {
        if isPreflight {
            explanation.add("It is a preflight: OPTIONS with Origin and Access-Control-Request-Method.", "Fetch § CORS-preflight request")
        } else if request.isUpgrade {
            explanation.add(
                "It asks for an upgrade, which browsers do not subject to CORS: only the server can refuse it.",
                "WebSockets § establish a WebSocket connection")
        } else if request.method == "OPTIONS" {
            explanation.add("It is an ordinary OPTIONS request: what makes a preflight is missing.", "Fetch § CORS-preflight request")
        } else {
            explanation.add("It is an ordinary request, which is handled whatever its origin.", "Fetch § HTTP fetch")
        }
    }

    private func explainOrigin(_ request: CrossOriginRequest, _ verdict: CrossOriginVerdict, _ explanation: inout CrossOriginExplanation) {
        guard let first = request.origins.first else {
            return explanation.add(
                verdict.refusal.map { "\($0.description)." }
                    ?? "It has no Origin: it comes from the same origin, from no script, or from no browser.", "Fetch § Origin header")
        }
        let shown = Array(first.utf8).withUnsafeBytes { ByteText.printable($0) }
        if let refusal = verdict.refusal, refusal.isAboutOrigin {
            explanation.add("\(refusal.description).", refusal.reason == .originMalformed ? "HTML § Origin" : "Fetch § CORS check")
        } else if let granted = verdict.fields["Access-Control-Allow-Origin"] {
            let how = granted == "*" ? "every origin has access" : rules.origins.contains(first) ? "it is listed" : "a pattern admits it"
            explanation.add("The origin `\(shown)` is granted access, as \(how).", "Fetch § CORS check")
        } else if verdict.refusal == nil {
            explanation.add("The origin `\(shown)` is the server's own: it needs no grant.", "Fetch § HTTP fetch")
        }
    }

    private func explainPreflight(
        _ request: CrossOriginRequest, _ verdict: CrossOriginVerdict, _ explanation: inout CrossOriginExplanation
    ) {
        let clause = "Fetch § CORS-preflight fetch, step 7"
        if let refusal = verdict.refusal { return explanation.add("\(refusal.description).", clause) }
        let method = Array((request.requestedMethod ?? "").utf8).withUnsafeBytes { ByteText.printable($0, limit: 64) }
        let isSafelisted = ["GET", "HEAD", "POST"].contains(method)
        explanation.add("The method \(method) is allowed\(isSafelisted ? ", as browsers need no leave for it" : "").", clause)
        if request.requestedHeaders.isEmpty {
            explanation.add("No request fields are asked for.", clause)
        } else {
            explanation.add("All request fields asked for are allowed.", clause)
        }
        let seconds = verdict.fields["Access-Control-Max-Age"]
        explanation.add(
            seconds.map { "The browser may remember this for \($0) s; Chromium caps that at 7200 s, Firefox at 86400 s." }
                ?? "No max-age is sent: browsers remember this for 5 s.", "Fetch § CORS-preflight cache")
    }

    private func explainEnd(
        _ request: CrossOriginRequest, _ isPreflight: Bool, _ verdict: CrossOriginVerdict, _ explanation: inout CrossOriginExplanation
    ) {
        let grants = verdict.fields["Access-Control-Allow-Origin"] != nil
        if grants {
            explanation.add(
                rules.credentials
                    ? "Credentials are allowed: a page that asks for them sends cookies, and may read the response."
                    : "Credentials are not allowed: a page that asks for them (`credentials: \"include\"`) may not read the response.",
                "Fetch § CORS check")
        }
        if let vary = verdict.fields["Vary"] {
            explanation.add("The response varies by \(vary), so caches keep answers to different origins apart.", "RFC 9110 § 12.5.5")
        }
        switch verdict.action {
        case .answerPreflight:
            explanation.add(
                "The gate answers \(verdict.status ?? 204) itself, and the browser sends the request.", "Fetch § CORS-preflight fetch")
        case .refuse where isPreflight:
            explanation.add("The gate answers 403, and the browser never sends the request.", "Fetch § CORS-preflight fetch")
        case .refuse:
            explanation.add("The gate answers 403 before the handshake: no socket opens.", "RFC 6455 § 4.2.2")
        case .pass where isPreflight:
            explanation.add("The handler answers the preflight, with these fields; it must do so with 2xx.", "Fetch § CORS-preflight fetch")
        case .pass where request.isUpgrade:
            explanation.add("The upgrade goes on.", "RFC 6455 § 4.2.2")
        case .pass where verdict.refusal != nil:
            explanation.add("The request is handled, and the browser withholds the response from the page.", "Fetch § CORS check")
        case .pass:
            explanation.add(
                grants ? "The request is handled, and the page may read the response." : "The request is handled.", "Fetch § HTTP fetch")
        }
    }
}

extension CrossOriginRefusal {
    /// Whether the origin was refused, not what it asked for.
    fileprivate var isAboutOrigin: Bool {
        switch reason {
        case .methodMalformed, .methodNotAllowed, .headerMalformed, .headerNotAllowed, .tooManyHeaders: false
        default: true
        }
    }
}
