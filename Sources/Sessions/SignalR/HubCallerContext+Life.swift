import WayleaveBytes
import WayleaveEventLoop
package import WayleaveSignalRConnections
import WayleaveSignalRWire

/// How a connection begins, goes on and ends.
extension HubCallerContext {
    /// The client's handshake was good.
    func open(_ hubProtocol: HubProtocol, version: Int) {
        local.shook(self)
        self.hubProtocol = hubProtocol
        connection.transferFormat = hubProtocol == .messagePack ? .binary : .text
        if connection.allowsReconnect {
            if version >= 2 {
                makeRare().buffer = MessageBuffer(capacity: local.core.options.statefulReconnectBufferSize)
            } else {
                connection.allowsReconnect = false
            }
        }
        phase = .open
        local.core.count(1, hubProtocol)
        let user = local.core.options.userIdProvider(connection)
        if let user { makeRare().userIdentifier = user }
        local.joined(self, user: user)
        lastPing = local.seconds
        let accepted = HandshakeResponse.accepted
        let answer = UnsafeRawBufferPointer(start: accepted.utf8Start, count: accepted.utf8CodeUnitCount)
        do {
            let hub = try makeHub()
            connection.send(answer)
            announce(hub)
        } catch {
            local.core.report(error, method: nil, connectionID: connectionId)
            makeRare().endError = error
            // With the handshake's answer, in one piece: between the two the official client is neither starting nor started, and would
            // tell its page of no error.
            sendClose(error, allowsReconnect: false, behind: answer)
            connection.allowsReconnect = false
            connection.close(.closedHere)
        }
    }

    /// Tells the hub; the client's calls wait meanwhile.
    private func announce(_ hub: HubBase) {
        let queue = makeCalls().queue
        // Never the queue's limit: nothing runs beside this.
        queue.enqueue { [self] in
            guard isOpen else { return }
            do {
                hub.isConnecting = true
                defer { hub.isConnecting = false }
                try await HubFilterChain(local.core.options.filters).connected(HubLifetimeContext(context: self, hub: hub))
                isAnnounced = true
            } catch {
                local.core.report(error, method: nil, connectionID: connectionId)
                close(error, allowsReconnect: false)
            }
        }
    }

    /// The hub for a call.
    @inline(__always)
    func makeHub() throws -> HubBase {
        if let hub { return hub }
        let made = try local.core.makeHub(connection)
        made.owner = self
        if local.core.options.lifetime == .perConnection { hub = made }
        return made
    }

    // MARK: Time

    /// Called once a second.
    func tick(_ now: UInt32) {
        guard phase == .open, !isInterrupted else { return }
        if connection.transport != .longPolling, Int(now &- lastPing) >= local.keepAliveSeconds {
            lastPing = now
            local.withEncoder(hubProtocol) { encoder in
                encoder.ping()
                encoder.withRecord { connection.send($0) }
            }
        }
        if let rare { tick(rare, now) } else { checkTimeout(now) }
    }

    private func tick(_ rare: RareHubState, _ now: UInt32) {
        if let sequence = rare.buffer?.takeAcknowledgement() {
            local.withEncoder(hubProtocol) { encoder in
                encoder.ack(sequence)
                encoder.withRecord { connection.send($0) }
            }
        }
        if let calls = rare.calls {
            if calls.isIdle {
                rare.calls = nil
            } else if !calls.queue.isIdle || calls.restraints > 0 {
                // While a call runs the client may wait in silence, and it cannot be heard while it is not read from.
                lastReceived = now
            }
        }
        if rare.isEmpty { self.rare = nil }
        checkTimeout(now)
    }

    private func checkTimeout(_ now: UInt32) {
        guard clientPings, Int(now &- lastReceived) >= local.clientTimeoutSeconds else { return }
        violated(HubFault.clientTimeout(local.core.options.clientTimeoutInterval))
    }

    // MARK: Reconnects

    package func drained() {
        guard let calls = rare?.calls, !calls.drainWaiters.isEmpty else { return }
        let waiters = calls.drainWaiters
        calls.drainWaiters = []
        for waiter in waiters { waiter.resume() }
    }

    package func interrupted() {
        // Half a record of the old WebSocket means nothing on the new one.
        assembler.removeAll()
        // What was not carried out is not acknowledged either: the client repeats it.
        rare?.calls?.unread = []
        isInterrupted = true
    }

    package func resumed() {
        isInterrupted = false
        guard phase == .open, let rare, let buffer = rare.buffer else { return }
        lastReceived = local.seconds
        rare.buffer?.reconnected()
        guard buffer.canReplay else { return violated(HubFault.cannotReplay) }
        local.withEncoder(hubProtocol) { encoder in
            encoder.sequence(buffer.sequenceToSend)
            encoder.withRecord { connection.send($0) }
        }
        for (record, _) in buffer.replay {
            switch record {
            case .own(let bytes): bytes.withUnsafeBytes { connection.send($0) }
            case .shared(let message): connection.send(message)
            }
        }
        drained()
    }

    // MARK: The end

    /// Ends the connection for what its client did or did not do: it may come back by itself.
    func violated(_ error: any Error) {
        guard phase == .open else { return }
        local.core.report(error, method: nil, connectionID: connectionId)
        close(error, allowsReconnect: true)
    }

    /// Tells the client the end and closes.
    func close(_ error: (any Error)?, allowsReconnect: Bool) {
        guard phase != .closed else { return }
        if phase == .open {
            makeRare().endError = error
            sendClose(error, allowsReconnect: allowsReconnect)
        }
        connection.allowsReconnect = false
        connection.close(.closedHere)
    }

    private func sendClose(_ error: (any Error)?, allowsReconnect: Bool, behind earlier: UnsafeRawBufferPointer? = nil) {
        let text = error.map {
            ErrorText.make("Connection closed with an error.", $0, detailed: local.core.options.enableDetailedErrors)
        }
        local.withEncoder(hubProtocol) { encoder in
            encoder.close(error: text, allowsReconnect: allowsReconnect)
            encoder.withRecord { record in
                guard let earlier else { return connection.send(record) }
                (Array(earlier) + Array(record)).withUnsafeBytes { connection.send($0) }
            }
        }
    }

    func closedByClient(_ error: String?) {
        guard phase == .open else { return }
        makeRare().endError = error.map { HubException($0) }
        sendClose(nil, allowsReconnect: false)
        connection.allowsReconnect = false
        connection.close(.closedByPeer)
    }

    package func willClose(_ reason: SignalRCloseReason) {
        guard phase == .open else { return }
        sendClose(nil, allowsReconnect: true)
    }

    package func closed(_ reason: SignalRCloseReason) {
        let before = phase
        phase = .closed
        assembler.removeAll()
        local.shook(self)
        guard before == .open else { return }
        local.core.count(-1, hubProtocol)
        local.left(self)
        let rare = makeRare()
        rare.buffer = nil
        let error = rare.endError ?? reason.error
        let bodies = rare.abortBodies
        rare.abortBodies = []
        let calls = makeCalls()
        abandon(calls)
        for body in bodies { body() }
        calls.queue.finish { [self] in
            if isAnnounced { await tellDisconnected(error) }
            hub = nil
            self.rare = nil
        }
    }

    private func tellDisconnected(_ error: (any Error)?) async {
        do {
            let hub = try makeHub()
            try await HubFilterChain(local.core.options.filters).disconnected(HubLifetimeContext(context: self, hub: hub), error)
        } catch {
            local.core.report(error, method: nil, connectionID: connectionId)
        }
    }

    /// Ends what is under way.
    private func abandon(_ calls: HubCalls) {
        let (streams, uploads, results) = (calls.streams, calls.uploads, calls.results)
        calls.streams = [:]
        calls.waitingStreams = [:]
        calls.unread = []
        calls.uploads = [:]
        calls.results = [:]
        for stream in streams.values { stream.cancel() }
        for upload in uploads.values { upload.finish(HubFault.connectionEnded) }
        for result in results.values {
            result.timer?.cancel()
            result.complete(.failure(HubFault.connectionEnded))
        }
        let waiters = calls.drainWaiters
        calls.drainWaiters = []
        for waiter in waiters { waiter.resume() }
    }
}

extension SignalRCloseReason {
    fileprivate var error: (any Error)? {
        switch self {
        case .closedHere, .closedByPeer, .serverShuttingDown: nil
        case .connectionLost(let text), .failed(let text): ConnectionLost(description: text)
        case .tooSlow: ConnectionLost(description: "the client did not take what it was sent")
        case .authenticationExpired: ConnectionLost(description: "the client's credentials have expired")
        }
    }
}
