internal import WayleaveBytes
package import WayleaveServer
internal import WayleaveWebSocketWire

/// Bytes encoded once for any number of connections: a complete WebSocket frame, whose payload the other transports take.
package struct TransportMessage: Sendable {
    /// Compressed once for all WebSockets that agreed on that.
    package let shared: SharedFrame
    /// Where the frame's payload begins: 2, 4 or 10 bytes.
    package let headerCount: Int

    /// Encodes `payload`, which is UTF-8 if it is text.
    package init(_ payload: UnsafeRawBufferPointer, _ format: TransferFormat) {
        self.init(count: payload.count, format) { $0.copyMemory(from: payload) }
    }

    /// Encodes a payload of `count` bytes, all of which `fill` writes.
    package init(count: Int, _ format: TransferFormat, fill: (UnsafeMutableRawBufferPointer) -> Void) {
        let headerCount = WebSocketFrame.headerCount(payloadCount: count)
        let frame = SharedBytes(count: headerCount + count) { target in
            guard let start = target.baseAddress else { return }
            _ = WebSocketFrame.writeHeader(format == .text ? .text : .binary, payloadCount: count, to: start)
            fill(UnsafeMutableRawBufferPointer(rebasing: target[headerCount...]))
        }
        self.headerCount = headerCount
        shared = SharedFrame(frame, headerCount: headerCount, isText: format == .text)
    }

    /// The bytes of the payload.
    package var count: Int { shared.plain.count - headerCount }

    /// Calls `body` with the payload.
    package func withPayload<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try shared.plain.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[headerCount...])) }
    }
}
