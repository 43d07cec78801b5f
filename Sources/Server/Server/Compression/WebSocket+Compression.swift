internal import WayleaveBytes
internal import WayleaveDeflate
internal import WayleaveEventLoop
internal import WayleaveWebSocketWire

/// permessage-deflate (RFC 7692), off the path of sockets that did not agree on it.
extension WebSocket {
    /// Whether messages to this socket may be compressed.
    public var isCompressed: Bool { compression != nil }

    /// Sends a frame that was encoded for many sockets: compressed, where this socket agreed to that and it makes the frame smaller.
    package func send(_ frame: SharedFrame, compress: Bool = true) {
        guard closing == .open, !connection.isBackedUp || admits(frame.plain.count) else { return }
        context.counters.pointee.messagesSent &+= 1
        if compress, let compression, let compressed = compression.shared(frame) { return connection.write(compressed) }
        connection.write(frame.plain)
    }

    @inline(never)
    func sendCompressed(_ opcode: WebSocketOpcode, prefix: UInt8? = nil, _ payload: UnsafeRawBufferPointer) {
        guard let compression else { return }
        connection.write { compression.append(opcode, prefix: prefix, payload, into: &$0) }
    }

    @inline(never)
    func receiveCompressed(isText: Bool, _ payload: UnsafeRawBufferPointer) {
        guard let compression else { return }
        let message: UnsafeRawBufferPointer
        do {
            message = try compression.inflate(payload, maxBytes: reader.pointee.maxMessageBytes)
        } catch {
            switch error {
            case .invalid: return fail(.invalidPayload, "The compressed data is not valid deflate data.")
            case .tooLarge: return fail(.messageTooBig, "The message is larger than the limit of this endpoint.")
            case .ratioExceeded: return fail(.messageTooBig, "The message grows beyond what this endpoint inflates.")
            case .outOfMemory: return fail(.internalError, "There is no memory to inflate the message.")
            }
        }
        defer { compression.release(message) }
        guard !isText || UTF8Validator.isValid(message) else { return fail(.invalidPayload, "The text is not valid UTF-8.") }
        context.counters.pointee.messagesReceived &+= 1
        messageBody?(WebSocketMessage(isText: isText, bytes: message.bytes))
    }
}
