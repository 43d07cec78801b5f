internal import Synchronization
package import WayleaveBytes
internal import WayleaveDeflate
internal import WayleaveWebSocketWire

/// A message encoded once for any number of WebSockets on any loops: plain, and compressed when the first socket asks for that.
package final class SharedFrame: Sendable {
    /// A final, unmasked frame.
    package let plain: SharedBytes
    private let headerCount: Int
    private let opcode: WebSocketOpcode
    private let variant = Mutex(Variant.unknown)

    private enum Variant {
        case unknown
        /// It would not be smaller.
        case useless
        case made(SharedBytes)
    }

    /// Takes an encoded frame.
    ///
    /// - Parameter headerCount: where its payload begins: 2, 4 or 10 bytes.
    package init(_ plain: SharedBytes, headerCount: Int, isText: Bool) {
        self.plain = plain
        self.headerCount = min(headerCount, plain.count)
        opcode = isText ? .text : .binary
    }

    /// Encodes `payload`; text must be UTF-8.
    package convenience init(_ payload: UnsafeRawBufferPointer, isText: Bool) {
        let headerCount = WebSocketFrame.headerCount(payloadCount: payload.count)
        let plain = SharedBytes(count: headerCount + payload.count) { target in
            guard let start = target.baseAddress else { return }
            _ = WebSocketFrame.writeHeader(isText ? .text : .binary, payloadCount: payload.count, to: start)
            UnsafeMutableRawBufferPointer(rebasing: target[headerCount...]).copyMemory(from: payload)
        }
        self.init(plain, headerCount: headerCount, isText: isText)
    }

    var payloadCount: Int { plain.count - headerCount }

    /// The compressed frame, which refers to no earlier message; made by whoever asks first. `nil` if it would not be smaller.
    func compressed(by shared: LoopCompression, _ settings: WebSocketCompression) -> SharedBytes? {
        variant.withLock { variant in
            if case .unknown = variant { variant = make(shared, settings) }
            if case .made(let bytes) = variant { return bytes }
            return nil
        }
    }

    private func make(_ shared: LoopCompression, _ settings: WebSocketCompression) -> Variant {
        let kind = LoopCompression.Kind(format: .raw, level: settings.level, windowBits: 15, memoryLevel: settings.memoryLevel)
        guard let deflater = shared.deflater(kind) else { return .useless }
        let headerRoom = WebSocketFrame.headerCount(payloadCount: payloadCount)
        var writer = ByteWriter(capacity: headerRoom + payloadCount / 2 + 64)
        _ = writer.reserve(headerRoom)
        writer.commit(headerRoom)
        plain.withUnsafeBytes { bytes in
            _ = deflater.compress(UnsafeRawBufferPointer(rebasing: bytes[headerCount...]), flush: .sync, into: &writer)
        }
        let compressed = writer.count - headerRoom - 4
        guard compressed > 0, compressed < payloadCount else { return .useless }
        writer.truncate(to: headerRoom + compressed)
        SocketCompression.finishFrame(opcode, at: 0, headerRoom: headerRoom, &writer)
        return .made(writer.withUnsafeBytes { SharedBytes($0) })
    }
}
