/// Judges a preflight's answer once its CORS check and status are fine (Fetch § CORS-preflight fetch, step 7).
struct PreflightAnswer {
    let browser: BrowserProfile
    let methods: [String]?
    let headers: [String]?

    init(_ answer: HeaderList, browser: BrowserProfile) {
        self.browser = browser
        methods = TokenList.read("Access-Control-Allow-Methods", in: answer)
        headers = TokenList.read("Access-Control-Allow-Headers", in: answer)
    }

    /// Why the answer does not allow the request; `nil` when it does.
    func refusal(method: String, unsafeNames: [String], includesCredentials: Bool, isForced: Bool) -> BlockReason? {
        // Steps 7.1 to 7.4: lists that cannot be read fail the preflight.
        guard let methods else { return .unreadableAllowMethods }
        if !browser.judgesMethodBeforeParsingHeaders, headers == nil { return .unreadableAllowHeaders }
        // Steps 7.5 and 7.6: the method.
        let isFree = RequestMethods.isSafelisted(method) || methods.isEmpty && isForced && browser.forcedPreflightAllowsMethod
        if !isFree, !methods.contains(method), includesCredentials || !methods.contains("*") { return .methodRefused(method) }
        guard let headers else { return .unreadableAllowHeaders }
        // Steps 7.7 and 7.8: every header by name, or `*` without credentials, which does not cover Authorization.
        let listed = Set(headers.map { Text.lowercased($0) })
        let hasWildcard = !includesCredentials && listed.contains("*")
        for name in unsafeNames where !listed.contains(name) {
            guard hasWildcard, name != "authorization" || browser.wildcardCoversAuthorization else { return .headerRefused(name) }
        }
        return nil
    }

    /// Whether `Authorization` passes by a `*` alone, which browsers tolerate for now (digest § 13, row 1).
    func coversAuthorizationByWildcard(_ unsafeNames: [String]) -> Bool {
        guard unsafeNames.contains("authorization"), let headers else { return false }
        return headers.contains("*") && !headers.contains { Text.isSameIgnoringCase($0, "authorization") }
    }
}
