internal import WayleaveBytes
internal import WayleaveEngineIOWire
package import WayleaveEventLoop
package import WayleaveServer

/// One client's Engine.IO session, whatever carries it at the moment. Confined to its loop.
///
/// It carries out what its ``EngineSessionMachine`` decides. An idle one holds no buffer and no task.
package final class EngineSession {
    /// The session's secret id.
    package let id: String
    package let loop: EventLoop
    /// The request that began the session.
    package let handshakeRequest: Request

    var machine: EngineSessionMachine
    var handler: (any EngineSessionHandler)?
    /// The session's WebSocket, once it has one.
    var webSocket: WebSocket?
    /// A WebSocket that asks to take over.
    var candidate: WebSocket?
    /// The GET that waits for packets, and the POST that waits for its answer.
    var poll: HTTPExchange?
    var data: HTTPExchange?
    let local: EngineLoop
    private var timer: LoopTimer?
    private var armedDeadline = UInt64.max
    /// The client cannot take binary frames (`b64=1`): binary travels as base64 text also on WebSocket.
    let isTextOnly: Bool

    init(id: String, request: Request, transport: EngineTransport, isTextOnly: Bool, local: EngineLoop) {
        self.id = id
        self.loop = local.loop
        self.local = local
        self.isTextOnly = isTextOnly
        handshakeRequest = request
        machine = EngineSessionMachine(settings: local.settings, transport: transport, now: local.loop.now.nanoseconds)
    }

    /// Starts heartbeats and puts the handler on top; the open packet has been sent, so the handler may send at once.
    func begin(_ makeHandler: (EngineSession) -> any EngineSessionHandler) {
        updateTimer()
        let handler = makeHandler(self)
        if isOpen { self.handler = handler } else { handler.closed(machine.closeReason ?? .transportClose) }
    }

    /// The name of what carries the session: `polling` or `websocket`.
    package var transportName: String { machine.transport.rawValue }

    /// Whether the session still exchanges messages.
    package var isOpen: Bool { machine.phase == .open }

    // MARK: Sending

    /// Sends one text message; `text` is UTF-8 without the packet type.
    package func send(text: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        guard let webSocket else { return enqueue(.text(text)) }
        webSocket.sendText(prefix: EnginePacketType.message.rawValue, text)
        checkQueue(of: webSocket)
    }

    /// Sends one binary message.
    package func send(binary: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        guard let webSocket else { return enqueue(.binary(binary)) }
        if isTextOnly {
            local.withScratch { scratch in
                EnginePacket.appendBase64(binary, into: &scratch)
                scratch.withUnsafeBytes { webSocket.sendText($0) }
            }
        } else {
            webSocket.sendBinary(binary)
        }
        checkQueue(of: webSocket)
    }

    /// Sends a message that was encoded once for many sessions.
    package func send(_ message: EngineMessage) {
        guard isOpen else { return }
        guard let webSocket else { return enqueue(message) }
        write(message, to: webSocket)
        checkQueue(of: webSocket)
    }

    /// Whether a message sent now leaves at once: the WebSocket has nothing queued, or a poll is pending. For volatile messages.
    package var isWritable: Bool {
        guard isOpen else { return false }
        return webSocket?.isWritable ?? machine.isPollWritable
    }

    /// The bytes that wait to be sent.
    package var bufferedBytes: Int { webSocket?.bufferedBytes ?? machine.queue.bytes }

    private func enqueue(_ message: EngineMessage) { perform(machine.send(message)) }

    func write(_ message: EngineMessage, to webSocket: WebSocket) {
        if isTextOnly, message.isBinary {
            message.withPayload { payload in
                local.withScratch { scratch in
                    EnginePacket.appendBase64(payload, into: &scratch)
                    scratch.withUnsafeBytes { webSocket.sendText($0) }
                }
            }
        } else {
            webSocket.send(message.shared, compress: message.mayCompress)
        }
    }

    private func checkQueue(of webSocket: WebSocket) {
        if webSocket.bufferedBytes > local.settings.maxQueuedBytes { perform(machine.queueOverflowed()) }
    }

    // MARK: Flow

    /// Takes no more messages after those of the read or POST at hand: the WebSocket stops reading, a POST waits for its answer.
    package func pauseReading() {
        machine.pauseReading()
        webSocket?.pauseReading()
    }

    package func resumeReading() {
        perform(machine.resumeReading(now: loop.now.nanoseconds))
        webSocket?.resumeReading()
    }

    /// Ends the session: what was sent still goes out unless `discard`. The handler's `closed` is called before this returns.
    package func close(_ reason: EngineCloseReason, discard: Bool = false) {
        perform(machine.close(reason, discard: discard, now: loop.now.nanoseconds))
    }

    // MARK: Time

    /// Arms the session's one timer for the machine's next deadline.
    func updateTimer() {
        let deadline = machine.nextDeadline
        guard deadline != armedDeadline else { return }
        armedDeadline = deadline
        guard deadline != .max else {
            timer?.cancel()
            return
        }
        if timer == nil { timer = loop.makeTimer { [unowned self] in timerFired() } }
        timer?.reschedule(at: EventLoop.Instant(nanoseconds: deadline))
    }

    private func timerFired() {
        // A timer may fire a fraction of a millisecond early; what it was armed for is due.
        let now = max(loop.now.nanoseconds, armedDeadline)
        armedDeadline = .max
        perform(machine.timerFired(now: now))
        updateTimer()
    }

    func releaseTimer() {
        timer?.cancel()
        timer = nil
        armedDeadline = .max
    }
}
