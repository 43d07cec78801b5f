internal import WayleaveBytes
internal import WayleaveEngineIOWire
internal import WayleaveEventLoop
internal import WayleaveServer
internal import WayleaveWebSocketWire

/// Carries out what the machine decided, in the order in which `EngineActions` declares it.
extension EngineSession {
    func perform(_ actions: EngineActions) {
        guard !actions.isEmpty else { return }
        if actions.contains(.sendProbeReply) { candidate?.send("3probe") }
        if actions.contains(.answerPollWithNoop) { answerPollWithNoop() }
        if actions.contains(.answerPoll) { answerPoll() }
        if actions.contains(.scheduleFlush) { scheduleFlush() }
        if actions.contains(.answerData) { answerData() }
        if actions.contains(.closeCandidate) { closeCandidate() }
        if actions.contains(.adoptCandidate) { adoptCandidate() }
        if actions.contains(.sendPing) { webSocket?.sendText(prefix: EnginePacketType.ping.rawValue, .empty) }
        if actions.contains(.sendPong) { webSocket?.sendText(prefix: EnginePacketType.pong.rawValue, .empty) }
        if actions.contains(.flushWebSocket) { flushWebSocket() }
        if actions.contains(.closeWebSocket) { closeWebSocket() }
        if actions.contains(.remove) {
            releaseTimer()
            local.remove(self)
        } else {
            updateTimer()
        }
        if actions.contains(.notifyUpgraded) { handler?.upgraded(to: transportName) }
        if actions.contains(.notifyClosed) {
            let handler = handler
            self.handler = nil
            handler?.closed(machine.closeReason ?? .transportClose)
        }
    }

    private func answerPoll() {
        guard let exchange = poll else { return }
        poll = nil
        exchange.onAbort = nil
        var followUp: EngineActions = []
        var batch = PollBatch()
        let body = local.withScratch { scratch in
            followUp = machine.writePollBatch(into: &scratch, &batch)
            return scratch.copyBytes()
        }
        exchange.respond(local.replies.packets(body, batch, of: self, to: exchange.request))
        perform(followUp)
    }

    private func answerPollWithNoop() {
        guard let exchange = poll else { return }
        poll = nil
        exchange.onAbort = nil
        let body = local.withScratch { scratch in
            machine.pollFormat.textual.append(.control(.noop), isFirst: true, into: &scratch)
            return scratch.copyBytes()
        }
        exchange.respond(local.replies.packets(body, PollBatch(), of: self, to: exchange.request))
    }

    private func answerData() {
        guard let exchange = data else { return }
        data = nil
        exchange.onAbort = nil
        exchange.respond(local.replies.dataAccepted(self, exchange.request))
    }

    /// One response for all messages of a turn, not one for the first and another poll for the rest.
    private func scheduleFlush() {
        let session = LoopBound(self, to: loop)
        loop.execute {
            let session = session.value
            session.perform(session.machine.flushDue())
        }
    }

    private func closeCandidate() {
        let webSocket = candidate
        candidate = nil
        webSocket?.closeTransport()
    }

    private func adoptCandidate() {
        webSocket = candidate
        candidate = nil
        if machine.isReadingPaused { webSocket?.pauseReading() }
    }

    private func flushWebSocket() {
        guard let webSocket else { return }
        while let entry = machine.nextQueued() {
            switch entry {
            // WebSocket has its own way to close; a queued ping or pong is still owed.
            case .control(let type) where type == .ping || type == .pong: webSocket.sendText(prefix: type.rawValue, .empty)
            case .control, .open: break
            case .message(let message): write(message, to: webSocket)
            }
        }
    }

    private func closeWebSocket() {
        let webSocket = webSocket
        self.webSocket = nil
        webSocket?.closeTransport(code: machine.closeReason == .serverShuttingDown ? .goingAway : nil)
    }
}

extension UnsafeRawBufferPointer {
    /// No bytes.
    static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
