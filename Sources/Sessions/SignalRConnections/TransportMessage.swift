package import WayleaveServer

/// Bytes encoded once for any number of connections: a complete WebSocket frame, whose payload the other transports take.
package struct TransportMessage: Sendable {
    /// Compressed once for all WebSockets that agreed on that.
    package let shared: SharedFrame
    /// Where the frame's payload begins: 2, 4 or 10 bytes.
    package let headerCount: Int
}
