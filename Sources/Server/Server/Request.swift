public import WayleaveEventLoop
public import WayleaveHTTPWire

/// A request that has passed the gate, with its whole body; it owns its bytes and may be kept and sent anywhere.
public struct Request: Sendable {
    package let head: RequestHead
    /// The body; empty when there is none.
    public let body: [UInt8]
    /// The peer's address; `nil` for a peer without one.
    public let remoteAddress: SocketAddress?
    /// Whether it came over TLS.
    public let isSecure: Bool

    package init(head: RequestHead, body: [UInt8], remoteAddress: SocketAddress?, isSecure: Bool) {
        self.head = head
        self.body = body
        self.remoteAddress = remoteAddress
        self.isSecure = isSecure
    }

    /// The method, case-sensitive.
    public var method: HTTPMethod { head.method }
    /// The request target as it was sent, for instance `/chat?room=1`.
    public var target: String { head.target }
    /// The target's path, as it was sent: not percent-decoded.
    public var path: String { head.path }
    /// The target's query without `?`, as it was sent.
    public var query: String { head.query }
    /// The header fields.
    public var headers: RequestHeaders { RequestHeaders(head) }

    /// The percent-decoded value of the first query parameter of that name; `nil` without one or when its encoding is malformed.
    public func queryValue(_ name: String) -> String? {
        head.withQuery { QueryParameters.decodedValue(name, in: $0) }
    }
}
