internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveServer
internal import WayleaveWebSocketWire

/// Connections over WebSocket.
extension SignalRConnection {
    /// Lets `webSocket` carry the connection.
    func attach(_ webSocket: WebSocket) {
        self.webSocket = webSocket
        webSocket.answersEmptyCloseWithNormal = true
        // The hot path: the bytes are handed on where they lie. The connection outlives the closure, see `onClose`.
        webSocket.onMessage { [unowned self] message in message.bytes.withUnsafeBytes { handler?.received($0) } }
        if isToldDrained { tellDrained() }
        webSocket.onClose { [self, unowned webSocket] code in webSocketClosed(webSocket, code) }
    }

    private func webSocketClosed(_ closed: WebSocket, _ code: WebSocketCloseCode?) {
        // One that was replaced, or that the connection itself closed.
        guard closed === webSocket else { return }
        webSocket = nil
        rare?.backlog = nil
        if closed.hasPeerClosed { return finish(.closedByPeer) }
        guard allowsReconnect, phase == .open, !local.isStopping else {
            return finish(.connectionLost("the WebSocket broke without a close frame"))
        }
        interrupt()
    }

    // MARK: Stateful reconnect

    private func interrupt() {
        phase = .interrupted
        makeRare().reconnectDeadline = loop.now.nanoseconds + local.settings.disconnectTimeout
        local.watch(self)
        handler?.interrupted()
    }

    /// Goes on over a new WebSocket, which takes an older one's place even if that is open still: the client knows better.
    func resume(over webSocket: WebSocket) {
        if let older = self.webSocket {
            self.webSocket = nil
            interrupt()
            older.closeTransport(code: .normal)
        }
        // The handler may have ended the connection when it heard of the interruption.
        guard phase == .interrupted else { return webSocket.closeTransport(code: .normal) }
        phase = .open
        rare?.reconnectDeadline = .max
        attach(webSocket)
        if isPaused { webSocket.pauseReading() }
        handler?.resumed()
    }

    // MARK: Slow clients

    /// More waits than a client that keeps up lets wait: drops it if that is too much, else sees whether it catches up.
    @inline(never)
    func noteBacklog(of webSocket: WebSocket, _ count: Int) {
        guard phase == .open else { return }
        if webSocket.bufferedBytes - count > local.settings.maxQueuedBytes {
            // A burst may only be waiting for the end of this turn.
            webSocket.flushNow()
            if webSocket.bufferedBytes - count > local.settings.maxQueuedBytes { return drop() }
        }
        noteBacklog(unsent: webSocket.unsentBytes, count)
    }

    func noteBacklog(unsent: Int, _ count: Int) {
        let rare = makeRare()
        if rare.backlog == nil {
            rare.backlog = RareState.Backlog(movedAt: loop.now.nanoseconds, unsent: unsent)
            local.watch(self)
        } else {
            rare.backlog?.queued += count
        }
    }
}
