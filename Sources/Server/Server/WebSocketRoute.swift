/// A path that accepts WebSockets.
struct WebSocketRoute: Sendable {
    /// Subprotocols this route speaks, in order of preference.
    let subprotocols: [String]
    let maxMessageBytes: Int
    let open: @Sendable (WebSocket) -> Void
}
