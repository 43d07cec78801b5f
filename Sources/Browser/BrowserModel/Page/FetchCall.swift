/// What a script hands to `fetch`. Words are kept as written: a wrong one throws.
public struct FetchCall: Sendable, Hashable {
    /// The address as written.
    public var url: String
    /// The method as written.
    public var method = "GET"
    /// `cors`, `no-cors` or `same-origin`.
    public var mode = "cors"
    /// `omit`, `same-origin` or `include`.
    public var credentials = "same-origin"
    /// The author's headers.
    public var headers = HeaderList()
    /// The body.
    public var body: RequestBody?
    /// `follow`, `error` or `manual`.
    public var redirect = "follow"
    /// `default`, `no-store`, `reload`, `no-cache`, `force-cache` or `only-if-cached`.
    public var cache = "default"
    /// A referrer policy; empty means the page's.
    public var referrerPolicy = ""
    /// `half` is needed for streaming bodies.
    public var duplex: String?
    /// The address space the author says the target is in (Local Network Access).
    public var targetAddressSpace: String?

    /// Creates the call `fetch(url)`.
    public init(_ url: String) { self.url = url }
}
