internal import WayleaveBytes
package import WayleaveEngineIOWire
package import WayleaveEventLoop
package import WayleaveServer

/// One client's Engine.IO session, whatever carries it at the moment. Confined to its loop.
///
/// It carries out what its ``EngineSessionMachine`` decides. An idle one holds no buffer and no task.
///
/// Its properties are spared the dynamic exclusivity checks, which cost more than the work here: it is confined to one loop, and no access
/// to one of them spans a call that could reach the same property again.
package final class EngineSession {
    /// The session's secret id.
    package let id: String
    package let loop: EventLoop
    /// The request that began the session.
    package let handshakeRequest: Request

    @exclusivity(unchecked) var machine: EngineSessionMachine
    @exclusivity(unchecked) var handler: (any EngineSessionHandler)?
    /// The session's WebSocket, once it has one.
    @exclusivity(unchecked) var webSocket: WebSocket?
    /// A WebSocket that asks to take over.
    var candidate: WebSocket?
    /// The GET that waits for packets, and the POST that waits for its answer.
    var poll: HTTPExchange?
    var data: HTTPExchange?
    let local: EngineLoop
    private var timer: LoopTimer?
    private var armedDeadline = UInt64.max
    /// What the client speaks.
    package let revision: EngineRevision
    /// The client cannot take binary frames (`b64=1`): binary travels as base64 text also on WebSocket.
    let isTextOnly: Bool
    /// Whether the client is an Internet Explorer with a filter that gets in the way.
    let silencesXSSFilter: Bool

    init(id: String, request: Request, transport: EngineTransport, revision: EngineRevision, isTextOnly: Bool, local: EngineLoop) {
        self.id = id
        self.loop = local.loop
        self.local = local
        self.revision = revision
        self.isTextOnly = isTextOnly
        silencesXSSFilter = request.headers["user-agent"].map(UserAgent.isInternetExplorer) ?? false
        handshakeRequest = request
        machine = EngineSessionMachine(
            settings: local.settings, transport: transport, now: local.loop.now.nanoseconds, revision: revision, isTextOnly: isTextOnly)
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
    ///
    /// - Parameter compress: whether it may be compressed, where that was agreed on; so for the other messages.
    package func send(text: UnsafeRawBufferPointer, compress: Bool = true) {
        guard isOpen else { return }
        guard let webSocket else { return perform(machine.send(.text(text, mayCompress: compress))) }
        webSocket.sendText(prefix: EnginePacketType.message.rawValue, text, compress: compress)
        checkQueue(of: webSocket)
    }

    /// Sends one binary message.
    package func send(binary: UnsafeRawBufferPointer, compress: Bool = true) {
        guard isOpen else { return }
        guard let webSocket else { return perform(machine.send(.binary(binary, mayCompress: compress))) }
        if hasPlainBinary {
            webSocket.sendBinary(binary, compress: compress)
        } else {
            write(binary: binary, to: webSocket, compress)
        }
        checkQueue(of: webSocket)
    }

    /// Sends a message that was encoded once for many sessions.
    package func send(_ message: EngineMessage) {
        guard isOpen else { return }
        guard let webSocket else { return perform(machine.send(message)) }
        write(message, to: webSocket)
        checkQueue(of: webSocket)
    }

    /// Whether a message sent now leaves at once, and with nothing before it: the WebSocket has nothing queued, or a poll is pending and
    /// unanswered. For volatile messages.
    package var isWritable: Bool {
        guard isOpen else { return false }
        return webSocket?.isIdle ?? machine.isPollWritable
    }

    /// The bytes that wait to be sent.
    package var bufferedBytes: Int { webSocket?.bufferedBytes ?? machine.queue.bytes }

    /// Whether a binary message is a frame of the same bytes.
    private var hasPlainBinary: Bool { revision == .four && !isTextOnly }

    func write(_ message: EngineMessage, to webSocket: WebSocket) {
        if message.isBinary, !hasPlainBinary {
            message.withPayload { write(binary: $0, to: webSocket, message.mayCompress) }
        } else {
            webSocket.send(message.shared, compress: message.mayCompress)
        }
    }

    /// Sends a binary message in the form that revision 3, or a client without binary frames, knows.
    private func write(binary: UnsafeRawBufferPointer, to webSocket: WebSocket, _ compress: Bool) {
        local.withScratch { scratch in
            switch (revision, isTextOnly) {
            case (.four, _): EnginePacket.appendBase64(binary, into: &scratch)
            case (.three, true): CountedPayload.appendBase64(binary, into: &scratch)
            case (.three, false):
                CountedPayload.appendBinary(binary, into: &scratch)
                return scratch.withUnsafeBytes { webSocket.sendBinary($0, compress: compress) }
            }
            scratch.withUnsafeBytes { webSocket.sendText($0, compress: compress) }
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
