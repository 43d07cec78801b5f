import WayleaveEventLoop
import WayleaveHTTPWire
public import WayleaveJSON
public import WayleaveServer

/// What is known of a client when it connects to a namespace.
public struct Handshake: Sendable {
    /// The request that began the client's session.
    public let request: Request
    /// The client's `auth` payload; an empty object when it sent none.
    public let auth: JSONValue
    /// The name of the namespace it asks for.
    public let namespace: String
    /// When the client connected, in milliseconds since 1970 (whole seconds, as the loop's clock gives them).
    public let issued: Int

    init(request: Request, auth: JSONValue, namespace: String, unixSeconds: Int) {
        self.request = request
        self.auth = auth
        self.namespace = namespace
        issued = unixSeconds * 1000
    }

    /// The header fields of the request that began the session.
    public var headers: RequestHeaders { request.headers }
    /// The percent-decoded value of the first query parameter of that name.
    public func query(_ name: String) -> String? { request.queryValue(name) }
    /// All query parameters, percent-decoded; of those with one name the first, and none that is malformed.
    public var query: [String: String] {
        var query: [String: String] = [:]
        var text = request.query
        text.withUTF8 { bytes in
            for pair in QueryParameters(UnsafeRawBufferPointer(bytes)) {
                guard let name = PercentEncoding.decodeString(pair.name, plusIsSpace: true), query[name] == nil else { continue }
                query[name] = PercentEncoding.decodeString(pair.value, plusIsSpace: true)
            }
        }
        return query
    }
    /// The peer's address.
    public var address: String { request.remoteAddress?.host ?? "" }
    /// Whether the request came over TLS.
    public var isSecure: Bool { request.isSecure }
    /// Whether the request came from a page, so that it has an `Origin`.
    public var isCrossDomain: Bool { request.headers["origin"] != nil }
    /// The request's target, path and query.
    public var url: String { request.target }
    /// ``issued`` as JavaScript writes dates: `Sat Nov 21 2026 08:15:15 GMT+0000 (Coordinated Universal Time)`.
    public var time: String { RemoteHandshake.time(issued / 1000) }
}
