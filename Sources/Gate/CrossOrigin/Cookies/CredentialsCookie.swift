/// A cookie that carries a visitor's credentials, refused while it is built if browsers would drop it or not send it (RFC 6265bis § 5).
///
/// ```swift
/// let cookie = try CredentialsCookie("__Host-session", token) { $0.isSentCrossSite = true }
/// response.headers.append(("Set-Cookie", cookie.fieldValue))
/// ```
/// The defaults are the tight ones: `Secure; HttpOnly; SameSite=Lax; Path=/`, until the browser is closed.
public struct CredentialsCookie: Sendable, Equatable {
    /// On which cross-site requests a cookie goes along (RFC 6265bis § 5.2).
    public enum SameSite: String, Sendable, CaseIterable {
        /// On none.
        case strict = "Strict"
        /// On navigations with safe methods only: not on `fetch`, not on WebSocket handshakes.
        case lax = "Lax"
        /// On all; only with `Secure`. Browsers that block third-party cookies do not send it either, unless partitioned.
        case none = "None"
    }

    /// What may be chosen beside name and value.
    public struct Attributes: Sendable, Equatable {
        /// Default Lax; ``isSentCrossSite`` makes it None.
        public var sameSite: SameSite?
        /// Whether pages of other sites must be able to send it with `fetch`, `EventSource` and WebSockets; default false.
        public var isSentCrossSite = false
        /// Whether it is sent over encrypted connections only; default true. Browsers treat `http://localhost` as encrypted.
        public var isSecure = true
        /// Whether scripts cannot read it; default true.
        public var isHTTPOnly = true
        /// Whether each top-level site gets a jar of its own (CHIPS), which browsers without third-party cookies accept; default false.
        public var isPartitioned = false
        /// The domain whose hosts all receive it; default `nil`, the answering host alone.
        public var domain: String?
        /// The path below which it is sent; default `/`. It protects nothing.
        public var path = "/"
        /// How long it is kept, whole seconds up to 400 days, 0 deletes it; default `nil`, until the browser is closed.
        public var maxAge: Duration?

        /// Creates the defaults.
        public init() {}
    }

    /// The name.
    public let name: String
    /// The value.
    public let value: String
    /// The attributes, without faults.
    public let attributes: Attributes

    /// Creates the cookie, or throws every fault it has.
    public init(_ name: String, _ value: String, _ configure: (inout Attributes) -> Void = { _ in }) throws(CredentialsCookieError) {
        var attributes = Attributes()
        configure(&attributes)
        self.name = name
        self.value = value
        self.attributes = attributes
        let faults = CookieCheck(self).faults
        guard faults.isEmpty else { throw CredentialsCookieError(faults: faults) }
    }

    /// What is sent for ``Attributes/sameSite``.
    public var sameSite: SameSite { attributes.sameSite ?? (attributes.isSentCrossSite ? .none : .lax) }

    /// The value of the `Set-Cookie` field.
    public var fieldValue: String {
        var text = "\(name)=\(value); Path=\(attributes.path)"
        if let domain = attributes.domain { text += "; Domain=\(domain)" }
        if let maxAge = attributes.maxAge { text += "; Max-Age=\(maxAge.components.seconds)" }
        if attributes.isSecure { text += "; Secure" }
        if attributes.isHTTPOnly { text += "; HttpOnly" }
        text += "; SameSite=\(sameSite.rawValue)"
        if attributes.isPartitioned { text += "; Partitioned" }
        return text
    }
}
