package import WayleaveBytes
internal import WayleaveEngineIOWire
package import WayleaveServer
internal import WayleaveWebSocketWire

/// A message encoded once for any number of sessions: a complete WebSocket frame whose payload also yields the polling packet.
package struct EngineMessage: Sendable {
    /// A final, unmasked frame (RFC 6455 § 5.2): for text the payload begins with the packet type `4`, for binary it is the message itself.
    ///
    /// Compressed once for all WebSockets that agreed on that.
    package let shared: SharedFrame
    /// Where the frame's payload begins: 2, 4 or 10 bytes.
    package let headerCount: Int
    package let isBinary: Bool
    /// Whether it may be compressed, where that was agreed on.
    package let mayCompress: Bool

    /// Encodes a text message; `payload` is UTF-8 without the leading `4`.
    package static func text(_ payload: UnsafeRawBufferPointer, mayCompress: Bool = true) -> EngineMessage {
        EngineMessage(payload, isBinary: false, mayCompress: mayCompress)
    }

    /// Encodes a binary message.
    package static func binary(_ payload: UnsafeRawBufferPointer, mayCompress: Bool = true) -> EngineMessage {
        EngineMessage(payload, isBinary: true, mayCompress: mayCompress)
    }

    private init(_ payload: UnsafeRawBufferPointer, isBinary: Bool, mayCompress: Bool) {
        let typeCount = isBinary ? 0 : 1
        let payloadCount = typeCount + payload.count
        let headerCount = WebSocketFrame.headerCount(payloadCount: payloadCount)
        self.isBinary = isBinary
        self.mayCompress = mayCompress
        self.headerCount = headerCount
        let frame = SharedBytes(count: headerCount + payloadCount) { target in
            if let start = target.baseAddress {
                _ = WebSocketFrame.writeHeader(isBinary ? .binary : .text, payloadCount: payloadCount, to: start)
            }
            if typeCount > 0 { target[headerCount] = EnginePacketType.message.rawValue }
            UnsafeMutableRawBufferPointer(rebasing: target[(headerCount + typeCount)...]).copyMemory(from: payload)
        }
        shared = SharedFrame(frame, headerCount: headerCount, isText: !isBinary)
    }

    /// The frame as it goes out uncompressed.
    package var frame: SharedBytes { shared.plain }

    /// Calls `body` with the frame's payload: `4` and the text, or the binary message.
    package func withPayload<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
        try frame.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[headerCount...])) }
    }

    /// The bytes the message takes in a polling payload; binary grows by a third and the `b`.
    package var pollingCount: Int {
        let count = frame.count - headerCount
        return isBinary ? EnginePacket.base64Count(of: count) : count
    }
}
