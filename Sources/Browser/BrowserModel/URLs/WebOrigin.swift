/// An origin as browsers compare them (HTML § origin).
public enum WebOrigin: Sendable, Hashable {
    /// Scheme, host and port; the port is `nil` when the scheme implies it.
    case tuple(scheme: String, host: String, port: Int?)
    /// The origin of sandboxed frames, `data:` documents and `file:` pages: like no other, written `null`.
    case opaque

    /// What the `Origin` header says (HTML § serialization of an origin).
    public var serialized: String {
        guard case .tuple(let scheme, let host, let port) = self else { return "null" }
        return "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
    }

    /// Whether the two are one origin; opaque origins are unlike one another and themselves.
    public func isSame(as other: WebOrigin) -> Bool { self != .opaque && self == other }

    var scheme: String? {
        guard case .tuple(let scheme, _, _) = self else { return nil }
        return scheme
    }

    var host: String? {
        guard case .tuple(_, let host, _) = self else { return nil }
        return host
    }
}
