/// One decision of the gate, as the operator may see it.
public struct GateEvent: Sendable {
    /// Where in the exchange of browser and server the decision fell.
    public enum Layer: String, Sendable, CaseIterable {
        /// A CORS preflight.
        case preflight
        /// An ordinary request.
        case actual
        /// A WebSocket handshake.
        case upgrade
    }

    /// Where the decision fell.
    public let layer: Layer
    /// The method, shortened to 200 bytes.
    public let method: String
    /// The path, without the query: queries carry session ids and tokens.
    public let path: String
    /// The transport that a real-time session asked for (`polling`, `websocket`), if the query names one.
    public let transport: String?
    /// The Origin as received, shortened and escaped; `nil` without one.
    public let origin: String?
    /// Whether the origin, if there was one, was granted what it asked for.
    public let isAllowed: Bool
    /// The status of the answer, the gate's own or the handler's; `nil` if the peer left before there was one.
    public internal(set) var status: Int?
    /// A stable code, for instance `origin-not-listed`; `nil` when allowed.
    public let reason: String?
    /// The one edit that would allow it, in a sentence; `nil` when allowed.
    public let mend: String?
}
