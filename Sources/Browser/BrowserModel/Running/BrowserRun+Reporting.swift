extension BrowserRun {
    /// Notes why a load failed, in the browser's words.
    mutating func report(_ reason: BlockReason, _ request: NetworkRequest, isCORS: Bool) {
        let usesFirefoxWords = browser.name == .firefox
        var codes = usesFirefoxWords ? FirefoxCategories.names(reason, isCORS: isCORS) : ChromiumCodes.code(reason).map { [$0] } ?? []
        if request.mode == .webSocket { codes = [] }  // sockets know no CORS errors
        let origin = OriginHeader.value(request, browser: browser) ?? request.origin.serialized
        findings.append(
            Finding(
                reason: reason, codes: codes, clause: Clauses.clause(reason),
                text: Sentences.text(reason, origin: origin, isTainted: request.isTainted),
                console: usesFirefoxWords ? FirefoxConsole.line(reason, request) : ChromiumConsole.line(reason, request),
                url: request.url.description))
    }

    /// The same for calls that fail before there is a request.
    mutating func report(_ why: String, url: String) {
        let reason = BlockReason.invalidCall(why)
        findings.append(
            Finding(
                reason: reason, codes: [], clause: Clauses.clause(reason), text: Sentences.text(reason, origin: "", isTainted: false),
                console: nil, url: url))
    }

    /// Notes that `Authorization` passed by `*` alone.
    mutating func warnOfWildcard(_ request: NetworkRequest) {
        let firefox = browser.name == .firefox
        findings.append(
            Finding(
                reason: nil, codes: firefox ? ["CORSAllowHeaderFromPreflightDeprecation"] : [],
                clause: "Fetch § CORS-preflight fetch, step 7.7",
                text: "Authorization passed by `Access-Control-Allow-Headers: *`, which browsers only tolerate for now; list it by name",
                console: firefox
                    ? "When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`."
                    : nil,
                url: request.url.description))
    }
}
