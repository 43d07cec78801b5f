/// Where a client is to negotiate instead.
public struct SignalRRedirect: Sendable, Hashable {
    /// The URL of the other server's path, absolute.
    public var url: String
    /// What the client shows there as its bearer token; `nil` lets it use its own.
    public var accessToken: String?

    /// Creates a redirect.
    public init(url: String, accessToken: String? = nil) {
        self.url = url
        self.accessToken = accessToken
    }
}
