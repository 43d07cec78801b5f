internal import WayleaveBytes
internal import WayleaveWebSocketWire

/// `Sec-WebSocket-Accept` for a key (RFC 6455 § 4.2.2).
enum WebSocketAccept {
    /// The key that the model's handshakes carry: the RFC's own example, since chance has no place in a pure function.
    static let key = "dGhlIHNhbXBsZSBub25jZQ=="

    static func value(key: String) -> String {
        var writer = ByteWriter(capacity: 32)
        Array(key.utf8).withUnsafeBytes { WebSocketHandshake.appendAcceptKey($0, into: &writer) }
        return String(decoding: writer.copyBytes(), as: UTF8.self)
    }
}
