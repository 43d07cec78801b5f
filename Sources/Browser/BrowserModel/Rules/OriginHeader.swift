/// The `Origin` header (Fetch § append a request Origin header).
enum OriginHeader {
    /// What the request says about where it comes from; `nil` when it says nothing.
    static func value(_ request: NetworkRequest, browser: BrowserProfile) -> String? {
        let serialized = request.isTainted ? "null" : request.origin.serialized
        // With CORS, and for WebSockets, always.
        if request.tainting == .cors || request.mode == .webSocket { return serialized }
        if request.mode == .cors, request.destination != .empty, browser.corsElementsAlwaysSayOrigin { return serialized }
        guard request.method != "GET", request.method != "HEAD" else { return nil }
        let hasCrossed = zip(request.hops, request.hops.dropFirst()).contains { !$0.origin.isSame(as: $1.origin) }
        if hasCrossed, browser.originGetsLostAcrossOrigins { return "null" }
        if request.mode == .cors || browser.originIgnoresReferrerPolicy && request.mode != .navigate { return serialized }
        switch request.referrerPolicy {
        // Measured: a form that goes to its own origin keeps it, in both browsers.
        case .noReferrer: return request.mode == .navigate && request.isSameOrigin && !request.isTainted ? serialized : "null"
        case .noReferrerWhenDowngrade, .strictOrigin, .strictOriginWhenCrossOrigin:
            return request.origin.scheme == "https" && !request.url.isEncrypted ? "null" : serialized
        case .sameOrigin: return request.origin.isSame(as: request.url.origin) ? serialized : "null"
        case .origin, .originWhenCrossOrigin, .unsafeURL: return serialized
        }
    }
}
