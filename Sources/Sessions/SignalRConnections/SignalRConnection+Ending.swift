internal import WayleaveEventLoop
internal import WayleaveServer
internal import WayleaveWebSocketWire

/// The end of a connection, and the deadlines that bring it about.
extension SignalRConnection {
    /// Ends the connection from this side.
    func end(_ reason: SignalRCloseReason, inOrder: Bool) {
        guard phase != .closed else { return }
        if inOrder, reason == .serverShuttingDown || reason == .authenticationExpired {
            handler?.willClose(reason)
            guard phase != .closed else { return }
        }
        phase = .closed
        if let webSocket {
            self.webSocket = nil
            if inOrder {
                webSocket.close(code: reason.closeCode, within: local.settings.options.webSockets.closeTimeout)
            } else {
                webSocket.abort()
            }
        }
        endCarrier(inOrder: inOrder)
        finish(reason)
    }

    /// Drops a client that does not take what is sent to it: at once, so that nothing more piles up, but the handler hears of it when whoever
    /// is sending, to many perhaps, is done.
    func drop() {
        guard phase != .closed else { return }
        phase = .closed
        let webSocket = webSocket
        self.webSocket = nil
        webSocket?.abort()
        endCarrier(inOrder: false)
        let connection = LoopBound(self, to: loop)
        loop.execute { connection.value.finish(.tooSlow) }
    }

    private func endCarrier(inOrder: Bool) {
        guard let carrier else { return }
        refuseWaitingPosts(carrier)
        if let stream = carrier.stream {
            carrier.stream = nil
            if inOrder { stream.close() } else { stream.fail(ResponseStreamError.peerGone) }
        } else if inOrder {
            performPolling { $0.applicationEnded(now: self.loop.now.nanoseconds) }
        } else {
            performPolling { $0.aborted() }
        }
    }

    private func refuseWaitingPosts(_ carrier: HTTPCarrier) {
        let posts = carrier.posts
        carrier.posts = []
        carrier.postedBytes = 0
        for post in posts { post.respond(ConnectionReplies.disposed) }
    }

    /// The connection is over: forgets it, unless polls still fetch its last bytes, and tells the handler, once.
    func finish(_ reason: SignalRCloseReason) {
        phase = .closed
        let rare = makeRare()
        guard rare.closeReason == nil else { return }
        rare.closeReason = reason
        rare.expiresAt = .max
        rare.reconnectDeadline = .max
        rare.backlog = nil
        if let carrier { refuseWaitingPosts(carrier) }
        if carrier?.machine.map({ $0.phase != .ending }) ?? true { local.remove(self) }
        let handler = handler
        self.handler = nil
        handler?.closed(reason)
    }

    // MARK: Deadlines

    /// Sets who it speaks for, and until when.
    func setUser(_ user: ClaimsPrincipal) {
        let rare = makeRare()
        rare.user = user
        guard local.settings.options.closeOnAuthenticationExpiration, let expiresAt = user.expiresAt, !expiresAt.isNaN else {
            rare.expiresAt = .max
            return
        }
        let seconds = min(max(expiresAt - Double(loop.unixSeconds), 0), 1e9)
        rare.expiresAt = loop.now.nanoseconds + UInt64(seconds * 1e9)
        local.watch(self)
    }

    /// Another request of the connection showed that the same user may stay longer, or less long.
    func renew(_ user: ClaimsPrincipal) {
        guard phase != .closed, let known = rare?.user, known.expiresAt != user.expiresAt else { return }
        setUser(user)
    }

    /// Called from time to time while the connection is watched.
    func checkDeadlines(_ now: UInt64) {
        performPolling { $0.timerFired(now: now) }
        guard phase != .closed else {
            if carrier?.machine?.phase != .ending { local.unwatch(self) }
            return
        }
        if let rare {
            if now >= rare.expiresAt { return close(.authenticationExpired) }
            if now >= rare.reconnectDeadline {
                return finish(.connectionLost("the client did not come back within the disconnect time-out"))
            }
            if rare.backlog != nil, isStuck(rare, now) { return abort(.tooSlow) }
        }
        let isIdle =
            carrier?.machine == nil && (rare.map { $0.expiresAt == .max && $0.reconnectDeadline == .max && $0.backlog == nil } ?? true)
        if isIdle { local.unwatch(self) }
    }

    /// Whether the client took nothing for as long as a send may take.
    private func isStuck(_ rare: RareState, _ now: UInt64) -> Bool {
        guard var backlog = rare.backlog else { return false }
        let unsent = webSocket?.unsentBytes ?? carrier?.stream?.unsentBytes ?? 0
        guard unsent > local.settings.transportMaxBufferSize / 2 else {
            rare.backlog = nil
            return false
        }
        if backlog.unsent + backlog.queued > unsent { backlog.movedAt = now }
        backlog.unsent = unsent
        backlog.queued = 0
        rare.backlog = backlog
        return now - backlog.movedAt > local.settings.transportSendTimeout
    }
}

extension SignalRCloseReason {
    /// What the WebSocket's close frame says.
    var closeCode: WebSocketCloseCode {
        switch self {
        case .failed: .internalError
        case .serverShuttingDown: .goingAway
        default: .normal
        }
    }
}
