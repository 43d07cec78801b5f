/// What the guard against forged requests needs to know of a request.
public struct CrossSiteRequest: Sendable {
    /// The method, case-sensitive.
    public var method: String
    /// The path as sent, not decoded, without the query.
    public var path: String
    /// The values of all `Origin` fields; browsers send at most one.
    public var origins: [String]
    /// The values of all `Sec-Fetch-Site` fields; browsers send at most one, and only to https and loopback hosts.
    public var secFetchSite: [String]
    /// The value of `Host` (or `:authority`) as the browser sent it, see ``TrustedForwarding``.
    public var host: String?
    /// Whether the browser's connection is encrypted, see ``TrustedForwarding``.
    public var isSecure: Bool
    /// Whether the request asks for an upgrade, such as a WebSocket handshake: those are guarded although their method is safe.
    public var isUpgrade: Bool
    /// Whether the origin is known to be trusted by other means: a policy lists it.
    public var isOriginListed: Bool

    /// Creates facts; leave out what the request does not have.
    public init(
        method: String, path: String, origins: [String] = [], secFetchSite: [String] = [], host: String? = nil, isSecure: Bool = false,
        isUpgrade: Bool = false, isOriginListed: Bool = false
    ) {
        self.method = method
        self.path = path
        self.origins = origins
        self.secFetchSite = secFetchSite
        self.host = host
        self.isSecure = isSecure
        self.isUpgrade = isUpgrade
        self.isOriginListed = isOriginListed
    }
}
