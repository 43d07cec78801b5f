internal import WayleaveHTTPWire
internal import WayleaveWebSocketWire

/// What compression means to an HTTP connection.
extension HTTPConnection {
    /// Agrees on permessage-deflate, if the handshake offers it in a way that can be accepted.
    func negotiate(_ compression: WebSocketCompression, _ request: Request) -> SocketCompression? {
        guard request.head.lineCount(.secWebSocketExtensions) > 0 else { return nil }
        guard let agreed = PerMessageDeflate.negotiate(request.head, compression.policy) else { return nil }
        return SocketCompression(compression, agreed, context.compression)
    }
}
