/// The document at the top of a tab.
public struct Page: Sendable, Hashable {
    /// The document's address.
    public var url: WebURL
    /// The document's own response headers: its Content-Security-Policy and Cross-Origin-Embedder-Policy.
    public var headers: HeaderList

    /// Creates a page.
    public init(url: WebURL, headers: HeaderList = [:]) {
        self.url = url
        self.headers = headers
    }

    /// The document's origin; a `file:` page's is opaque.
    public var origin: WebOrigin { url.origin }
}
