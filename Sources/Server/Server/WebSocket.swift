package import WayleaveBytes
package import WayleaveEventLoop
internal import WayleaveHTTPWire
public import WayleaveWebSocketWire

/// One open WebSocket (RFC 6455), the server's side; confined to its loop, like every closure it is given.
///
/// ```swift
/// server.webSocket("/echo") { socket in socket.onMessage { socket.send($0) } }
/// ```
///
/// Its properties are spared the dynamic exclusivity checks, which cost more than the work here: it is confined to one loop, and no access
/// to one of them spans a call that could reach the same property again.
public final class WebSocket {
    /// The handshake.
    public var request: Request { Request(head: head, body: [], remoteAddress: peer, isSecure: isSecure) }
    /// The subprotocol that was agreed on, if any.
    public var subprotocol: String? { restraint?.subprotocol }
    package var loop: EventLoop { context.loop }

    // Large members first, and no wider than they need to be: servers hold ten thousands of idle ones.
    private let head: RequestHead
    let connection: TCPConnection
    let context: LoopContext
    /// What permessage-deflate means for this socket; `nil` unless it was agreed on.
    let compression: SocketCompression?
    /// Behind a pointer, so that reading it costs no exclusivity check per frame.
    let reader: UnsafeMutablePointer<WebSocketFrameReader>
    @exclusivity(unchecked) private(set) var messageBody: ((borrowing WebSocketMessage) -> Void)?
    @exclusivity(unchecked) private var closeBody: ((WebSocketCloseCode?) -> Void)?
    /// What few sockets ever need.
    @exclusivity(unchecked) var restraint: WebSocketRestraint?
    private let peer: SocketAddress?
    private let isSecure: Bool
    private let keepsAlive: Bool
    @exclusivity(unchecked) private var isAwaitingPong = false
    @exclusivity(unchecked) private var isPaused = false
    /// Whether a close frame without a code is answered with 1000 instead of its like, as ASP.NET Core does.
    @exclusivity(unchecked) package var answersEmptyCloseWithNormal = false
    @exclusivity(unchecked) private(set) var closing = Closing.open
    /// Seconds as the loop counts them, like ``closeDeadline``.
    @exclusivity(unchecked) private var heardFrom: UInt32
    @exclusivity(unchecked) private var closeDeadline = UInt32.max
    /// The bytes that were unsent when it was last looked, cut to 32 bits: only that they change matters.
    @exclusivity(unchecked) private var lastUnsent: UInt32 = 0

    enum Closing { case open, sentClose, done }

    init(
        _ connection: TCPConnection, _ context: LoopContext, request: Request, subprotocol: String?, maxMessageBytes: Int,
        compression: SocketCompression?, keepAlive: Bool
    ) {
        self.connection = connection
        self.context = context
        head = request.head
        peer = request.remoteAddress
        isSecure = request.isSecure
        self.compression = compression
        keepsAlive = keepAlive
        heardFrom = UInt32(truncatingIfNeeded: context.loop.coarseSeconds)
        reader = .allocate(capacity: 1)
        reader.initialize(
            to: WebSocketFrameReader(
                limits: WebSocketLimits(maxMessageBytes: maxMessageBytes, maxFragments: context.site.limits.maxFragments),
                allowsCompression: compression != nil))
        if let subprotocol { makeRestraint().subprotocol = subprotocol }
    }

    deinit {
        reader.deinitialize(count: 1)
        reader.deallocate()
    }

    // MARK: Receiving

    /// Sets what is called for each message, in order.
    public func onMessage(_ body: @escaping (borrowing WebSocketMessage) -> Void) { messageBody = body }

    /// Sets what is called once when the socket is closed; the peer's code, or `nil` if it left without one.
    public func onClose(_ body: @escaping (WebSocketCloseCode?) -> Void) { closeBody = body }

    /// Stops reading: the peer's messages wait in the kernel and then with the peer.
    package func pauseReading() {
        isPaused = true
        connection.pauseReading()
    }

    package func resumeReading() {
        isPaused = false
        connection.resumeReading()
    }

    // MARK: Sending

    /// Whether the socket is open in both directions.
    public var isOpen: Bool { closing == .open && connection.isOpen }

    /// Whether nothing waits for the kernel: the last batch was taken whole.
    public var isWritable: Bool { closing == .open && connection.isWritable }

    /// Whether the peer closed in order: it sent a close frame before or after the server did.
    package var hasPeerClosed: Bool { restraint?.hasPeerClosed ?? false }

    /// Whether nothing at all waits, not even what was sent in this turn: when volatile messages may go.
    package var isIdle: Bool { isWritable && !connection.hasCorkedOutput }

    /// Output that the kernel has not taken yet, in bytes.
    public var bufferedBytes: Int { connection.queuedBytes }

    /// Output that has not been handed to the kernel, in bytes; unlike ``bufferedBytes`` it falls as a slow peer reads.
    package var unsentBytes: Int { connection.unsentBytes }

    /// Hands what waits to the kernel at once instead of with the rest of this turn.
    package func flushNow() { connection.flushNow() }

    /// Sends text.
    ///
    /// - Parameter compress: whether the message may be compressed, where that was agreed on; not for secrets beside what others choose.
    public func send(_ text: String, compress: Bool = true) {
        var text = text
        text.withUTF8 { sendText(UnsafeRawBufferPointer($0), compress: compress) }
    }

    /// Sends a binary message.
    ///
    /// - Parameter compress: whether the message may be compressed, where that was agreed on.
    public func send(_ bytes: [UInt8], compress: Bool = true) { bytes.withUnsafeBytes { sendBinary($0, compress: compress) } }

    /// Sends a message of the same kind and with the same bytes.
    ///
    /// - Parameter compress: whether the message may be compressed, where that was agreed on.
    @inline(__always)
    public func send(_ message: borrowing WebSocketMessage, compress: Bool = true) {
        let opcode: WebSocketOpcode = message.isText ? .text : .binary
        message.bytes.withUnsafeBytes { send(opcode, $0, compress) }
    }

    /// Sends text that is known to be UTF-8.
    package func sendText(_ payload: UnsafeRawBufferPointer, compress: Bool = true) { send(.text, payload, compress) }

    package func sendBinary(_ payload: UnsafeRawBufferPointer, compress: Bool = true) { send(.binary, payload, compress) }

    /// Sends text that is known to be UTF-8, with one byte in front: Engine.IO's packet type.
    @inline(__always)
    package func sendText(prefix: UInt8, _ payload: UnsafeRawBufferPointer, compress: Bool = true) {
        guard closing == .open, !connection.isBackedUp || admits(payload.count + 1) else { return }
        context.counters.pointee.messagesSent &+= 1
        if compression != nil, compress { return sendCompressed(.text, prefix: prefix, payload) }
        connection.write { writer in
            WebSocketFrame.appendHeader(.text, payloadCount: payload.count + 1, into: &writer)
            writer.append(prefix)
            writer.append(payload)
        }
    }

    /// Sends a complete frame that was encoded before, for any number of sockets; as it is.
    package func send(frame: SharedBytes) {
        guard closing == .open, !connection.isBackedUp || admits(frame.count) else { return }
        context.counters.pointee.messagesSent &+= 1
        connection.write(frame)
    }

    @inline(__always)
    private func send(_ opcode: WebSocketOpcode, _ payload: UnsafeRawBufferPointer, _ compress: Bool) {
        guard closing == .open, !connection.isBackedUp || admits(payload.count) else { return }
        context.counters.pointee.messagesSent &+= 1
        if compression != nil, compress { return sendCompressed(opcode, payload) }
        connection.write { WebSocketFrame.append(whole: opcode, payload, into: &$0) }
    }

    /// Whether it is the server that keeps the socket from being read.
    var isReadingHeld: Bool { isPaused || connection.isBackedUp }

    // MARK: Closing

    /// Starts the closing handshake (RFC 6455 § 7.1.2); the transport closes when the peer answers, or after a time-out.
    ///
    /// - Parameter reason: at most 123 bytes of UTF-8; longer ones are cut.
    public func close(code: WebSocketCloseCode = .normal, reason: String = "") { sendClose(code, reason) }

    /// Closes without waiting for the peer's answer; without a code the peer sees 1005.
    package func closeTransport(code: WebSocketCloseCode? = nil) {
        guard closing == .open else { return }
        connection.write { WebSocketFrame.appendClose(code, into: &$0) }
        countClosed(CloseCodeClass(code))
        closing = .done
        connection.finish(lingering: true)
    }

    /// The same; the connection is cut if the peer does not answer within `limit`, in whole seconds, at least one.
    package func close(code: WebSocketCloseCode, within limit: Duration) { sendClose(code, "", limit) }

    /// Cuts the connection; what was sent and has not left is lost.
    package func abort() { connection.abort() }

    private func sendClose(_ code: WebSocketCloseCode?, _ reason: String, _ limit: Duration? = nil) {
        guard closing == .open else { return }
        connection.write { WebSocketFrame.appendClose(code, reason: reason, into: &$0) }
        countClosed(CloseCodeClass(code))
        closing = .sentClose
        closeDeadline = UInt32(clamping: loop.coarseSeconds + max(1, (limit ?? context.site.timeouts.webSocketClose).wholeSeconds))
        if isPaused { resumeReading() }
    }

    /// Counts the closing by the code that whoever began it gave; called while the socket is open.
    private func countClosed(_ code: CloseCodeClass) { context.counters.pointee.closed(code) }

    /// Whether nobody but the server itself ends it when the server stops: a session's is its mount's to end.
    var isItsOwn: Bool { keepsAlive }

    /// The server is stopping.
    func drain() { close(code: .goingAway, reason: "server shutting down") }
}

extension WebSocket: ConnectionHandler {
    package func received(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        heardFrom = UInt32(truncatingIfNeeded: connection.loop.coarseSeconds)
        var expectsPong = isAwaitingPong
        isAwaitingPong = false
        // Loaded once per read, not once per message.
        let body = messageBody
        var used = 0
        guard let start = bytes.baseAddress else { return 0 }
        while !isPaused, !connection.isBackedUp, closing != .done {
            if let whole = reader.pointee.nextWhole(start + used, bytes.count &- used) {
                used &+= whole.byteCount
                guard closing == .open else { continue }
                context.counters.pointee.messagesReceived &+= 1
                let message = WebSocketMessage(isText: whole.isText, bytes: whole.payload.bytes)
                if let body { body(message) } else { messageBody?(message) }
                // Nothing is left for the reader to look at, and it holds nothing.
                if used == bytes.count { return used }
                continue
            }
            let (consumed, event) = reader.pointee.next(UnsafeMutableRawBufferPointer(rebasing: bytes[used...]))
            used += consumed
            switch event {
            case .needMore:
                return used
            case .message(let isText, let payload):
                guard closing == .open else { continue }
                context.counters.pointee.messagesReceived &+= 1
                let message = WebSocketMessage(isText: isText, bytes: payload.bytes)
                if let body { body(message) } else { messageBody?(message) }
            case .compressedMessage(let isText, let payload):
                guard closing == .open else { continue }
                receiveCompressed(isText: isText, payload)
            case .ping(let payload):
                guard closing == .open else { continue }
                answerPing(payload)
            case .pong:
                if !expectsPong, closing == .open { takesControlFrame() }
                expectsPong = false
            case .close(let code, _):
                let restraint = makeRestraint()
                restraint.peerCode = code
                restraint.hasPeerClosed = true
                if closing == .open {
                    countClosed(CloseCodeClass(code))
                    let answer = code ?? (answersEmptyCloseWithNormal ? .normal : nil)
                    connection.write { WebSocketFrame.appendClose(answer, into: &$0) }
                }
                finish(lingering: false)
            case .failure(let code, let reason):
                fail(code, reason)
            }
        }
        return closing == .done ? bytes.count : used
    }

    func fail(_ code: WebSocketCloseCode, _ reason: StaticString) {
        if closing == .open {
            countClosed(CloseCodeClass(code))
            connection.write { WebSocketFrame.appendClose(code, reason: reason.description, into: &$0) }
        }
        finish(lingering: true)
    }

    /// The closing handshake is over: the server closes the TCP connection first (RFC 6455 § 7.1.1).
    private func finish(lingering: Bool) {
        closing = .done
        connection.finish(lingering: lingering)
        tellClosed()
    }

    /// Tells the owner, once; as soon as nothing more can arrive, even if the transport lingers.
    private func tellClosed() {
        let body = closeBody
        let peerCode = restraint?.peerCode
        closeBody = nil
        messageBody = nil
        if let restraint {
            let leaving = restraint.leaving
            restraint.leaving = []
            restraint.onDrain = nil
            for body in leaving { body() }
        }
        body?(peerCode)
    }

    package func ended() {
        if closing == .open { countClosed(.abnormal) }
        closing = .done
        connection.finish()
    }

    package func drained() {
        if restraint != nil { tellDrained() }
    }

    package func tick(_ now: Int) {
        if now > Int(closeDeadline) {
            context.counters.pointee.timedOut(.close)
            return connection.abort()
        }
        guard closing == .open else { return }
        if reader.pointee.isMidMessage {
            watchMessage(now)
            guard closing == .open else { return }
        }
        guard keepsAlive else { return }
        let unsent = UInt32(truncatingIfNeeded: connection.unsentBytes)
        if unsent != lastUnsent {
            // It is reading, if slowly; its pong may have to wait behind much output.
            lastUnsent = unsent
            heardFrom = UInt32(truncatingIfNeeded: now)
        }
        let silence = now - Int(heardFrom)
        let timeouts = context.site.timeouts
        if isAwaitingPong, silence > timeouts.webSocketPing.wholeSeconds + timeouts.webSocketPong.wholeSeconds {
            context.counters.pointee.timedOut(.pong)
            connection.abort()
        } else if !isAwaitingPong, silence > timeouts.webSocketPing.wholeSeconds {
            isAwaitingPong = true
            connection.write { WebSocketFrame.append(.ping, UnsafeRawBufferPointer(start: nil, count: 0), into: &$0) }
        }
    }

    package func closed(_ error: IOError?) {
        context.openCount -= 1
        context.webSocketCount -= 1
        if closing == .open { countClosed(.abnormal) }
        closing = .done
        tellClosed()
    }
}
