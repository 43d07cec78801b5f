public import CrossOrigin

/// What the verdict depends on besides the page and the servers: the user's choices and the network.
public struct BrowserSettings: Sendable {
    /// Whether the user let the page reach the local network.
    public enum Permission: Sendable {
        case prompt, granted, denied
    }

    /// Whether third-party cookies are on; `nil` leaves it to the browser's default.
    public var allowsThirdPartyCookies: Bool?
    /// The answer to the prompt of Local Network Access.
    public var localNetworkPermission = Permission.prompt
    /// In whose network a URL's host lives; by default all is public but loopback hosts.
    public var addressSpace: @Sendable (WebURL) -> AddressSpace = { Trustworthiness.isLoopback(host: $0.host) ? .loopback : .public }
    /// Under which domains strangers can register hosts.
    public var publicSuffixes = PublicSuffixes.wellKnown

    /// Creates the settings of a fresh profile.
    public init() {}
}
