import WayleaveEventLoop
public import WayleaveJSON
public import WayleaveServer

/// What is known of a client when it connects to a namespace.
public struct Handshake: Sendable {
    /// The request that began the client's session.
    public let request: Request
    /// The client's `auth` payload; an empty object when it sent none.
    public let auth: JSONValue
    /// When the client connected, in seconds since 1970.
    public let issued: Int

    init(request: Request, auth: JSONValue, issued: Int) {
        self.request = request
        self.auth = auth
        self.issued = issued
    }

    /// The header fields of the request that began the session.
    public var headers: RequestHeaders { request.headers }
    /// The percent-decoded value of the first query parameter of that name.
    public func query(_ name: String) -> String? { request.queryValue(name) }
    /// The peer's address.
    public var address: String { request.remoteAddress?.host ?? "" }
    /// Whether the request came over TLS.
    public var isSecure: Bool { request.isSecure }
    /// Whether the request came from a page, so that it has an `Origin`.
    public var isCrossDomain: Bool { request.headers["origin"] != nil }
    /// The request's target, path and query.
    public var url: String { request.target }
}
