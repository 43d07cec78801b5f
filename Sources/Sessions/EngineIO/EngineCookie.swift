public import CrossOrigin
internal import WayleaveServer

/// A cookie whose value is the session's id, set once with the answer to a polling handshake, for balancers that keep a client on one server.
///
/// Nothing on this server reads it. A WebSocket needs none, as it stays on its connection: the 101 sets no cookie, as with the reference.
public struct EngineCookie: Sendable, Hashable {
    /// The name: `io`.
    public var name = "io"
    /// The path below which it is sent: `/`; `nil` leaves that to the browser, which takes the directory of the handshake's path.
    public var path: String? = "/"
    /// Whether scripts cannot read it: true. The value is the session's secret.
    public var httpOnly = true
    /// On which cross-site requests it is sent: Lax; `nil` leaves that to the browser. Other sites' pages need ``CredentialsCookie/SameSite/none``.
    public var sameSite: CredentialsCookie.SameSite? = .lax
    /// Whether it is sent over encrypted connections only: false, as with the reference; over TLS set it to true.
    public var secure = false
    /// How long it is kept, in whole seconds up to 400 days; `nil`, until the browser is closed.
    public var maxAge: Duration?
    /// The domain whose hosts all receive it; `nil`, the answering host alone.
    public var domain: String?
    /// Whether each top-level site has a jar of its own (CHIPS): false; only with ``secure`` and `SameSite=None`.
    public var partitioned = false

    /// Creates the defaults.
    public init() {}

    /// What browsers would drop it for.
    var faults: [ServerConfigurationError.Fault] {
        do throws(CredentialsCookieError) {
            _ = try CredentialsCookie(name, "id") {
                $0.path = path ?? "/"
                $0.isHTTPOnly = httpOnly
                $0.sameSite = sameSite ?? .lax
                $0.isSecure = secure
                $0.maxAge = maxAge
                $0.domain = domain
                $0.isPartitioned = partitioned
            }
            return []
        } catch {
            return error.faults.map { .init($0.code.rawValue, "the engine's cookie: `\($0.value)` \($0.reason)", $0.mend) }
        }
    }

    /// What follows the id in the field's value, in the reference's order.
    var attributes: String {
        var text = ""
        if let maxAge { text += "; Max-Age=\(maxAge.components.seconds)" }
        if let domain { text += "; Domain=\(domain)" }
        if let path { text += "; Path=\(path)" }
        if httpOnly { text += "; HttpOnly" }
        if secure { text += "; Secure" }
        if partitioned { text += "; Partitioned" }
        if let sameSite { text += "; SameSite=\(sameSite.rawValue)" }
        return text
    }
}
