/// A path that accepts WebSockets.
struct WebSocketRoute: Sendable {
    /// Subprotocols this route speaks, in order of preference.
    let subprotocols: [String]
    let maxMessageBytes: Int
    /// `nil` declines every offer of permessage-deflate.
    let compression: WebSocketCompression?
    /// Further fields of the 101.
    let headers: (@Sendable (Request) -> [(String, String)])?
    let open: @Sendable (WebSocket) -> Void
}
