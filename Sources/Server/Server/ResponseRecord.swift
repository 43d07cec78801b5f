public import WayleaveEventLoop

/// One answered request, for an access log: see ``Server/onResponse``. Neither fields nor the query are in it, since both carry secrets.
public struct ResponseRecord: Sendable {
    /// The method, at most 200 bytes.
    public let method: String
    /// The path as it was sent, at most 200 bytes.
    public let path: String
    /// The path or prefix of the route that answered, as it was registered; `(none)` for none.
    public let route: String
    /// The status; `nil` if the peer left before it was answered. 101 for a WebSocket that was opened.
    public let status: Int?
    /// From the end of the head to the answer; exact to about a millisecond.
    public let duration: Duration
    /// The client's address; `nil` for a peer without one.
    public let remoteAddress: SocketAddress?
}
