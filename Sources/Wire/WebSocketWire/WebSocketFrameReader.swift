/// Reads WebSocket frames (RFC 6455 § 5) out of whatever bytes have arrived and returns one event a call; pure, pulled by its owner.
///
/// A message that lies whole in the buffer, in one frame, is unmasked in place and lent from there: no copy. Everything else is moved
/// into an assembly buffer as it comes, text validated on the way, so the caller never has to keep more than
/// ``maxUnconsumedBytes`` between reads.
///
/// The owner calls ``next(_:)`` again and again with what is left of the buffer, until `needMore`; then the assembly buffer is freed
/// unless a message is under way, so that idle connections hold none.
///
/// Soundness: bytes are read and written only below the count of the lent buffer, after comparing with it.
@usableFromInline
package struct WebSocketFrameReader: ~Copyable {
    /// The most bytes that `next` leaves unconsumed at `needMore`: an incomplete frame header, or control frame of 14 + 125 bytes less one.
    package static var maxUnconsumedBytes: Int { 138 }

    /// The largest message in bytes: ``WebSocketLimits/maxMessageBytes``.
    package let maxMessageBytes: Int
    private let maxFragments: UInt32
    package let role: WebSocketRole
    /// Whether the first frame of a message may have RSV1: set when permessage-deflate (RFC 7692) was agreed.
    package let allowsCompression: Bool
    /// Whether a close or a failure was returned: what still arrives is consumed and ignored.
    @usableFromInline package private(set) var isFinished = false

    /// What there is of a message that did not come whole; `nil` on idle connections.
    private var partial: PartialMessage?
    private var inFrame = false
    @usableFromInline private(set) var inMessage = false
    @usableFromInline private(set) var deliveredAssembly = false
    /// The longest message that ``nextWhole(_:_:)`` takes, at most what a frame with a short length can hold: none on the client's side,
    /// where frames have no key.
    @usableFromInline let maxWholeBytes: Int32

    package init(role: WebSocketRole = .server, limits: WebSocketLimits = WebSocketLimits(), allowsCompression: Bool = false) {
        self.role = role
        maxMessageBytes = limits.maxMessageBytes
        maxFragments = UInt32(clamping: limits.maxFragments)
        maxWholeBytes = role == .server ? Int32(min(limits.maxMessageBytes, 65_535)) : -1
        self.allowsCompression = allowsCompression
    }

    /// Whether a message has begun and not ended: a timeout may be due.
    package var isMidMessage: Bool { inMessage || inFrame }
    /// How many messages have ended that did not come whole in one frame within one read; wraps around.
    package private(set) var assembledMessages: UInt32 = 0
    /// How much there is of the one that has begun, in bytes of payload.
    package var assembledBytes: Int { partial?.assembly.count ?? 0 }

    /// Reads on at the start of `buffer`, which begins with what the last call left unconsumed. Payloads are unmasked in place.
    package mutating func next(_ buffer: UnsafeMutableRawBufferPointer) -> (consumed: Int, event: WebSocketEvent) {
        if deliveredAssembly {
            partial?.assembly.removeAll()
            deliveredAssembly = false
        }
        var consumed = 0
        while true {
            guard !isFinished, let start = buffer.baseAddress else { return rest(buffer.count) }
            let p = start + consumed
            let available = buffer.count &- consumed
            if inFrame {
                consumed &+= take(p, available)
                if isFinished { return (consumed, failureEvent) }
                if inFrame { return rest(consumed) }
                if let partial, partial.frameIsFinal { return (consumed, finishMessage(partial)) }
                continue
            }
            guard available >= 2 else { return rest(consumed) }
            let first = p.load(as: UInt8.self)
            let second = p.load(fromByteOffset: 1, as: UInt8.self)
            if let failure = judge(first, second) { return fail(failure, buffer.count) }
            var headerCount = role == .server ? 6 : 2
            var length = Int(second & 0x7F)
            if length == 126 {
                headerCount &+= 2
                guard available >= headerCount else { return rest(consumed) }
                length = Int(UInt16(bigEndian: p.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
                if length < 126 { return fail(Self.lengthNotMinimal, buffer.count) }
            } else if length == 127 {
                headerCount &+= 8
                guard available >= headerCount else { return rest(consumed) }
                let wide = UInt64(bigEndian: p.loadUnaligned(fromByteOffset: 2, as: UInt64.self))
                if wide > 0x7FFF_FFFF_FFFF_FFFF || wide < 65_536 { return fail(Self.lengthNotMinimal, buffer.count) }
                length = Int(wide)
            } else {
                guard available >= headerCount else { return rest(consumed) }
            }
            let key = role == .server ? UInt32(littleEndian: p.loadUnaligned(fromByteOffset: headerCount &- 4, as: UInt32.self)) : 0
            let isWhole = available &- headerCount >= length
            if first & 0x08 != 0 {
                guard isWhole else { return rest(consumed) }
                return (consumed &+ headerCount &+ length, control(first & 0x0F, p + headerCount, length, key))
            }
            if length > maxMessageBytes &- assembledBytes, isTooLong(length, first) {
                return fail((.messageTooBig, "The message is larger than the limit of this endpoint."), buffer.count)
            }
            let isFinal = first & 0x80 != 0
            if isWhole, isFinal, !inMessage {
                if key != 0 { WebSocketMask.apply(key, to: p + headerCount, count: length) }
                let payload = UnsafeRawBufferPointer(start: p + headerCount, count: length)
                consumed &+= headerCount &+ length
                if first & 0x40 != 0 { return (consumed, .compressedMessage(isText: first & 0x0F == 1, payload)) }
                if first & 0x0F == 1 {
                    guard UTF8Validator.isValid(payload) else { return fail(Self.notUTF8, buffer.count) }
                    return (consumed, .message(isText: true, payload))
                }
                return (consumed, .message(isText: false, payload))
            }
            let partial = partial ?? PartialMessage()
            if !inMessage {
                inMessage = true
                partial.begin(isText: first & 0x0F == 1, isCompressed: first & 0x40 != 0)
                self.partial = partial
            }
            partial.fragments &+= 1
            if partial.fragments > maxFragments {
                return fail((.policyViolation, "The message has more fragments than the limit of this endpoint."), buffer.count)
            }
            inFrame = true
            (partial.frameIsFinal, partial.frameRemaining, partial.frameKey) = (isFinal, length, key)
            consumed &+= headerCount
        }
    }

    private static let lengthNotMinimal: Failure = (.protocolError, "The length of the frame is not written in the shortest form.")
    private static let notUTF8: Failure = (.invalidPayload, "The text is not valid UTF-8.")
    private typealias Failure = (code: WebSocketCloseCode, reason: StaticString)

    private var failureEvent: WebSocketEvent { .failure(Self.notUTF8.code, reason: Self.notUTF8.reason) }

    @inline(__always)
    private mutating func rest(_ consumed: Int) -> (consumed: Int, event: WebSocketEvent) {
        if !inMessage, partial != nil { partial = nil }
        return (consumed, .needMore)
    }

    @inline(never)
    private mutating func fail(_ failure: Failure, _ consumed: Int) -> (consumed: Int, event: WebSocketEvent) {
        isFinished = true
        partial = nil
        return (consumed, .failure(failure.code, reason: failure.reason))
    }

    /// Whether a frame that is longer than the rest of the limit is too long: data that cannot be compressed takes a little more as deflate.
    @inline(never)
    private func isTooLong(_ length: Int, _ first: UInt8) -> Bool {
        guard inMessage ? partial?.isCompressed == true : first & 0x40 != 0 else { return true }
        let most = maxMessageBytes.addingReportingOverflow(maxMessageBytes >> 8 &+ 64)
        return !most.overflow && length > most.partialValue &- assembledBytes
    }

    /// Judges the first two bytes of a frame (§ 5.2, § 5.4, § 5.5).
    @inline(__always)
    private func judge(_ first: UInt8, _ second: UInt8) -> Failure? {
        let opcode = first & 0x0F
        if (second & 0x80 != 0) != (role == .server) {
            return (.protocolError, "Frames from a client must be masked, frames from a server must not.")
        }
        if first & 0x70 != 0, first & 0x30 != 0 || !allowsCompression || opcode == 0 || opcode & 0x08 != 0 {
            return (.protocolError, "A reserved bit is set without an extension that gives it a meaning.")
        }
        switch opcode {
        case 0: return inMessage ? nil : (.protocolError, "A continuation frame came without a message to continue.")
        case 1, 2: return inMessage ? (.protocolError, "A new message began before the last one ended.") : nil
        case 8, 9, 10:
            guard first & 0x80 != 0, second & 0x7F <= 125 else {
                return (.protocolError, "A control frame was fragmented or longer than 125 bytes.")
            }
            return nil
        default: return (.protocolError, "The opcode of the frame is reserved.")
        }
    }

    /// Moves what is there of the frame under way into the assembly buffer.
    private mutating func take(_ p: UnsafeMutableRawPointer, _ available: Int) -> Int {
        guard let partial else { return 0 }
        let n = min(available, partial.frameRemaining)
        guard partial.take(p, n, limit: maxMessageBytes) else {
            isFinished = true
            self.partial = nil
            return n
        }
        if partial.frameRemaining == 0 { inFrame = false }
        return n
    }

    private mutating func finishMessage(_ partial: PartialMessage) -> WebSocketEvent {
        inMessage = false
        assembledMessages &+= 1
        deliveredAssembly = true
        if partial.isCompressed { return .compressedMessage(isText: partial.isText, partial.assembly.bytes) }
        guard !partial.isText || partial.validator.isComplete else {
            isFinished = true
            deliveredAssembly = false
            self.partial = nil
            return failureEvent
        }
        return .message(isText: partial.isText, partial.assembly.bytes)
    }

    private mutating func control(_ opcode: UInt8, _ p: UnsafeMutableRawPointer, _ length: Int, _ key: UInt32) -> WebSocketEvent {
        if key != 0 { WebSocketMask.apply(key, to: p, count: length) }
        let payload = UnsafeRawBufferPointer(start: p, count: length)
        if opcode == 9 { return .ping(payload) }
        if opcode == 10 { return .pong(payload) }
        isFinished = true
        partial = nil
        // § 5.5.1, § 7.4
        guard length > 0 else { return .close(nil, reason: payload) }
        guard length > 1 else { return .failure(.protocolError, reason: "The close frame has half a code.") }
        let code = WebSocketCloseCode(rawValue: UInt16(payload[0]) << 8 | UInt16(payload[1]))
        guard code.isSendable else { return .failure(.protocolError, reason: "The close frame has a code that must not be sent.") }
        let reason = UnsafeRawBufferPointer(rebasing: payload[2...])
        guard UTF8Validator.isValid(reason) else {
            return .failure(.invalidPayload, reason: "The reason of the close frame is not valid UTF-8.")
        }
        return .close(code, reason: reason)
    }
}
