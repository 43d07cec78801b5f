/// The browser's side of a request: as the server saw it, or as trusted proxies tell it.
public struct ForwardedClient: Sendable, Equatable {
    /// The host, with its port if that is not the scheme's own, that the browser asked for.
    public var host: String?
    /// Whether the browser's connection is encrypted.
    public var isSecure: Bool
    /// The client's IP address; `nil` when it is not known.
    public var address: String?
    /// The client's port; `nil` when it is not known.
    public var port: Int?

    /// Makes a client of what is known of it.
    public init(host: String?, isSecure: Bool, address: String?, port: Int? = nil) {
        self.host = host
        self.isSecure = isSecure
        self.address = address
        self.port = port
    }
}
