internal import WayleaveBytes
internal import WayleaveDeflate
internal import WayleaveWebSocketWire

/// What permessage-deflate means for one WebSocket that agreed on it: the parameters, and the contexts it keeps. Confined to its loop.
final class SocketCompression {
    let settings: WebSocketCompression
    let agreed: PerMessageDeflate
    let shared: LoopCompression
    /// The end of what the client has sent, as far back as its compressor may refer; empty unless it keeps its context.
    @exclusivity(unchecked) private var window: [UInt8] = []
    /// The compressor of this socket alone, if the server keeps its context.
    @exclusivity(unchecked) private var own: Deflater?

    init(_ settings: WebSocketCompression, _ agreed: PerMessageDeflate, _ shared: LoopCompression) {
        self.settings = settings
        self.agreed = agreed
        self.shared = shared
    }

    // MARK: Receiving

    /// Inflates a message and keeps what later ones may refer to; the bytes are lent until ``LoopCompression/inflater`` is used again.
    func inflate(_ payload: UnsafeRawBufferPointer, maxBytes: Int) throws(MessageInflater.Failure) -> UnsafeRawBufferPointer {
        let limits = InflateLimits(maxBytes: maxBytes, maxRatio: settings.maxRatio)
        guard !agreed.clientNoContextTakeover else { return try shared.inflater.inflate(payload, limits: limits) }
        var window = window
        self.window = []
        defer { self.window = window }
        let result = window.withUnsafeBytes { window in
            Result { () throws(MessageInflater.Failure) in try shared.inflater.inflate(payload, window: window, limits: limits) }
        }
        let message = try result.get()
        // Peers that ask for 8 use 9: zlib, which most of them use, cannot do it.
        let size = 1 << max(Int(agreed.clientWindowBits), 9)
        if message.count >= size {
            window.removeAll(keepingCapacity: true)
            window.append(contentsOf: message[(message.count - size)...])
        } else {
            let excess = window.count + message.count - size
            if excess > 0 { window.removeFirst(excess) }
            window.append(contentsOf: message)
        }
        return message
    }

    /// Gives back what a large message needed.
    func release(_ message: UnsafeRawBufferPointer) { shared.inflater.release(message.count) }

    // MARK: Sending

    /// Appends a frame: compressed, or plain where that is not worth its while.
    func append(_ opcode: WebSocketOpcode, prefix: UInt8? = nil, _ payload: UnsafeRawBufferPointer, into writer: inout ByteWriter) {
        let count = payload.count + (prefix == nil ? 0 : 1)
        guard count > 0, count >= settings.threshold, let deflater = deflater() else {
            return Self.appendPlain(opcode, prefix, payload, into: &writer)
        }
        let start = writer.count
        // What cannot be compressed grows by a few bytes.
        let headerRoom = WebSocketFrame.headerCount(payloadCount: count + count >> 8 + 64)
        _ = writer.reserve(headerRoom)
        writer.commit(headerRoom)
        if let prefix { withUnsafeBytes(of: prefix) { _ = deflater.compress($0, flush: .none, into: &writer) } }
        deflater.compress(payload, flush: .sync, into: &writer)
        // § 7.2.1: the last four bytes are left out.
        let compressed = writer.count - start - headerRoom - 4
        // With a kept context what did not pay for itself may pay for later messages.
        if compressed >= count, agreed.serverNoContextTakeover, settings.threshold > 0 {
            writer.truncate(to: start)
            return Self.appendPlain(opcode, prefix, payload, into: &writer)
        }
        writer.truncate(to: start + headerRoom + compressed)
        Self.finishFrame(opcode, at: start, headerRoom: headerRoom, &writer)
    }

    /// The frame that all sockets with no server context can be sent, as long as it is smaller than the plain one.
    func shared(_ frame: SharedFrame) -> SharedBytes? {
        guard frame.payloadCount >= max(settings.threshold, 1), agreed.serverWindowBits == 15 else { return nil }
        // The client's window will hold a message that this socket's compressor knows nothing of.
        own?.reset()
        return frame.compressed(by: shared, settings)
    }

    private var kind: LoopCompression.Kind {
        LoopCompression.Kind(
            format: .raw, level: settings.level, windowBits: Int(agreed.serverWindowBits), memoryLevel: settings.memoryLevel)
    }

    private func deflater() -> Deflater? {
        if agreed.serverNoContextTakeover { return shared.deflater(kind) }
        if own == nil { own = kind.make() }
        return own
    }

    // MARK: Frames

    private static func appendPlain(
        _ opcode: WebSocketOpcode, _ prefix: UInt8?, _ payload: UnsafeRawBufferPointer, into writer: inout ByteWriter
    ) {
        WebSocketFrame.appendHeader(opcode, payloadCount: payload.count + (prefix == nil ? 0 : 1), into: &writer)
        if let prefix { writer.append(prefix) }
        writer.append(payload)
    }

    /// Writes the header of a compressed frame that begins at `start` with room for a header of `headerRoom` bytes, and closes the gap.
    static func finishFrame(_ opcode: WebSocketOpcode, at start: Int, headerRoom: Int, _ writer: inout ByteWriter) {
        let count = writer.count - start - headerRoom
        let headerCount = WebSocketFrame.headerCount(payloadCount: count)
        writer.withUnsafeMutableBytes { bytes in
            guard let frame = bytes.baseAddress.map({ $0 + start }) else { return }
            if headerCount < headerRoom { (frame + headerCount).copyMemory(from: frame + headerRoom, byteCount: count) }
            _ = WebSocketFrame.writeHeader(opcode, payloadCount: count, compressed: true, to: frame)
        }
        writer.truncate(to: start + headerCount + count)
    }
}
