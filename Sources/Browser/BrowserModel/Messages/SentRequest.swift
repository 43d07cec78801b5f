/// A request as it leaves the browser.
public struct SentRequest: Sendable, Hashable {
    /// What the request is for.
    public enum Kind: String, Sendable, Hashable {
        /// The question ahead of a request that is not simple.
        case preflight
        /// What the page asked for, each hop of a redirect, and first-party visits.
        case actual
        /// A WebSocket's opening handshake.
        case webSocket = "websocket"
    }

    /// What the request is for.
    public var kind: Kind
    /// The method.
    public var method: String
    /// The address; `ws:` and `wss:` appear as `http:` and `https:`.
    public var url: WebURL
    /// Header lines that the rules concern: `Origin`, `Cookie`, the page's own, `Access-Control-Request-*`; not `User-Agent` and the like.
    public var headers: HeaderList

    /// The `Origin` header, if one is sent.
    public var origin: String? { headers.combined("Origin") }

    /// Creates a request.
    public init(kind: Kind, method: String, url: WebURL, headers: HeaderList) {
        self.kind = kind
        self.method = method
        self.url = url
        self.headers = headers
    }
}
