/// The part of a standard behind each reason.
enum Clauses {
    static func clause(_ reason: BlockReason) -> String {
        switch reason {
        case .cors: "Fetch § CORS check"
        case .preflightStatus, .preflightRedirect: "Fetch § CORS-preflight fetch, step 7"
        case .unreadableAllowMethods, .unreadableAllowHeaders: "Fetch § CORS-preflight fetch, steps 7.2–7.4"
        case .methodRefused: "Fetch § CORS-preflight fetch, step 7.6"
        case .headerRefused: "Fetch § CORS-preflight fetch, steps 7.7–7.8"
        case .redirectWithCredentials: "Fetch § HTTP-redirect fetch, steps 8–9"
        case .schemeWithoutCORS: "Fetch § main fetch, step 12"
        case .localNetwork: "Local Network Access § permission check"
        case .mixedContent: "Mixed Content § 4.4"
        case .contentSecurityPolicy: "CSP § pre-request check"
        case .badPort: "Fetch § port blocking"
        case .sameOriginMode, .redirectModeWithoutCORS: "Fetch § main fetch, step 12"
        case .redirectRefused: "Fetch § HTTP fetch, step 8"
        case .tooManyRedirects: "Fetch § HTTP-redirect fetch, step 6"
        case .unsafeRedirect: "Fetch § HTTP-redirect fetch, steps 4–5"
        case .invalidResponse: "RFC 9112 § 2.2"
        case .connectionLost: "Fetch § obtain a connection"
        case .unexpectedProxyAuthentication: "Fetch § HTTP-network-or-cache fetch, step 15"
        case .streamNeedsHTTP2: "Fetch § HTTP-network fetch"
        case .resourcePolicy: "Fetch § cross-origin resource policy check"
        case .invalidCall: "Fetch § Request constructor"
        case .handshake: "WebSockets § establish a WebSocket connection; RFC 6455 § 4.1"
        case .eventStream: "HTML § server-sent events, processing model"
        case .element: "HTML § fetching resources"
        }
    }
}
