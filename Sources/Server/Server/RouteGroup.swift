public import WayleaveHTTPWire

/// Routes below a common prefix, judged by one policy.
public struct RouteGroup {
    let prefix: String
    var server: Server

    init(prefix: String, server: Server) {
        var prefix = prefix
        while prefix.hasSuffix("/") { prefix.removeLast() }
        self.prefix = prefix
        self.server = server
    }

    /// Answers `method` at `path` below the group's prefix.
    public mutating func on(_ method: HTTPMethod, _ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) {
        server.on(method, prefix + path, handler)
    }
    /// Answers `method` at `path` below the group's prefix.
    public mutating func on(
        _ method: HTTPMethod, _ path: String, _ handler: @concurrent @escaping @Sendable (Request) async throws -> Response
    ) {
        server.on(method, prefix + path, handler)
    }
    /// Answers GET, and HEAD likewise, at `path` below the group's prefix.
    public mutating func get(_ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) { on(.get, path, handler) }
    /// Answers GET, and HEAD likewise, at `path` below the group's prefix.
    public mutating func get(_ path: String, _ handler: @concurrent @escaping @Sendable (Request) async throws -> Response) {
        on(.get, path, handler)
    }
    /// Answers POST at `path` below the group's prefix.
    public mutating func post(_ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) { on(.post, path, handler) }
    /// Accepts WebSockets at `path` below the group's prefix.
    ///
    /// - Parameter compression: how messages are compressed where the client offers it; default `nil`: not at all.
    public mutating func webSocket(
        _ path: String, subprotocols: [String] = [], compression: WebSocketCompression? = nil,
        _ open: @escaping @Sendable (WebSocket) -> Void
    ) {
        server.webSocket(prefix + path, subprotocols: subprotocols, compression: compression, open)
    }
}
