/// Where on the path a fault sits, in the order of the path.
package enum Stage: Int, Sendable, Comparable, CaseIterable {
    /// What stops a request before it leaves: the page's policies, the address.
    case page
    /// The connection.
    case reach
    /// The preflight.
    case preflight
    /// Redirects of the call.
    case redirect
    /// The call's own answer.
    case response
    /// Socket.IO's polls, SignalR's negotiate.
    case session
    /// The WebSocket's handshake.
    case handshake
    /// Cookies.
    case cookies
    /// Other origins.
    case strangers
    /// Answers that are errors.
    case errors
    /// Caches.
    case caches

    /// What the report calls it.
    package var title: String {
        switch self {
        case .page: "page's own rules"
        case .reach: "reach the server"
        case .preflight: "preflight"
        case .redirect: "redirects"
        case .response: "response"
        case .session: "session"
        case .handshake: "WebSocket handshake"
        case .cookies: "cookies"
        case .strangers: "other origins"
        case .errors: "error answers"
        case .caches: "caches"
        }
    }

    package static func < (one: Stage, other: Stage) -> Bool { one.rawValue < other.rawValue }
}
