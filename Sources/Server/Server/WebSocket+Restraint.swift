internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveWebSocketWire

/// Slow, chatty and dripping peers; off the path of all others.
extension WebSocket {
    func makeRestraint() -> WebSocketRestraint {
        if let restraint { return restraint }
        let made = WebSocketRestraint()
        restraint = made
        return made
    }

    /// Has `body` called once it is closed, before what ``onClose(_:)`` set; of several, in order.
    package func whenClosed(_ body: @escaping () -> Void) { makeRestraint().leaving.append(body) }

    /// Called when everything queued has gone to the kernel, after some of it had to wait.
    package var onDrain: (() -> Void)? {
        get { restraint?.onDrain }
        set { if newValue != nil || restraint != nil { makeRestraint().onDrain = newValue } }
    }

    // MARK: Slow readers

    /// What is done about this socket if its peer does not read; ``ServerLimits/slowConsumers`` unless set.
    public var slowConsumerPolicy: SlowConsumerPolicy {
        // A session's protocol cannot do without a message: it is dropped, and its client catches up.
        get { restraint?.policy ?? (isItsOwn ? context.site.limits.slowConsumers : .drop) }
        set { makeRestraint().policy = newValue }
    }

    /// Sets what is called with `true` when more output waits than ``ConnectionLimits/pauseReadingAboveQueuedBytes``, and with `false` when
    /// all of it has left: the time to stop sending, and to go on.
    public func onBackpressure(_ body: @escaping (_ isBackedUp: Bool) -> Void) { makeRestraint().backpressureBody = body }

    /// Whether a message of `count` bytes may be queued although much waits already.
    @inline(never)
    func admits(_ count: Int) -> Bool {
        // The header of a frame has at most ten bytes.
        guard slowConsumerPolicy == .pause, connection.queuedBytes + count + 10 > context.site.limits.connection.maxQueuedBytes else {
            return true
        }
        context.counters.pointee.messagesDiscarded += 1
        return false
    }

    package func backedUp() {
        guard let restraint, let body = restraint.backpressureBody, !restraint.isBackedUp, closing == .open else { return }
        restraint.isBackedUp = true
        body(true)
    }

    /// Everything queued has left.
    func tellDrained() {
        guard let restraint else { return }
        if let payload = restraint.owedPong {
            restraint.owedPong = nil
            if closing == .open { payload.withUnsafeBytes { writePong($0) } }
        }
        if restraint.isBackedUp {
            restraint.isBackedUp = false
            if closing == .open { restraint.backpressureBody?(false) }
        }
        restraint.onDrain?()
    }

    // MARK: Control frames

    /// Answers a ping: at once while the peer reads, else when it does, and then the last one only.
    @inline(never)
    func answerPing(_ payload: UnsafeRawBufferPointer) {
        guard takesControlFrame() else { return }
        guard connection.isWritable else {
            makeRestraint().owedPong = Array(payload)
            return
        }
        writePong(payload)
    }

    private func writePong(_ payload: UnsafeRawBufferPointer) { connection.write { WebSocketFrame.append(.pong, payload, into: &$0) } }

    /// Counts a control frame that nobody asked for; `false` if it was one too many and the socket was closed.
    @inline(never)
    @discardableResult
    func takesControlFrame() -> Bool {
        let restraint = makeRestraint()
        if restraint.controlSecond != loop.coarseSeconds {
            restraint.controlSecond = loop.coarseSeconds
            restraint.controlFrames = 0
        }
        restraint.controlFrames += 1
        guard restraint.controlFrames > context.site.limits.maxControlFramesPerSecond else { return true }
        fail(.policyViolation, "More control frames in a second than this endpoint takes.")
        return false
    }

    // MARK: Messages that drip

    /// Closes the socket if the message under way takes too long and comes too slowly. Called once a second while one is under way.
    @inline(never)
    func watchMessage(_ now: Int) {
        let restraint = makeRestraint()
        // What is not read from does not drip: the server is what makes it wait.
        if isReadingHeld {
            restraint.messageSince = nil
            return
        }
        guard let since = restraint.messageSince, restraint.messagesBefore == reader.pointee.assembledMessages else {
            restraint.messageSince = now
            restraint.messagesBefore = reader.pointee.assembledMessages
            return
        }
        let elapsed = now - since
        guard elapsed > context.site.timeouts.message.wholeSeconds else { return }
        guard reader.pointee.assembledBytes / elapsed < context.site.limits.minBytesPerSecond else { return }
        context.counters.pointee.timedOut(.message)
        fail(.policyViolation, "The message did not arrive in time.")
    }
}
