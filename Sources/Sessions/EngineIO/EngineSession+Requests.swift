internal import WayleaveBytes
internal import WayleaveEngineIOWire
internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveServer

/// What arrives for a session: polls, POSTs, WebSockets and their messages.
extension EngineSession {
    /// Handles a request that carries this session's id. `transport` is what it asks for.
    func handle(_ exchange: HTTPExchange, transport: EngineTransport) {
        if exchange.isWebSocketUpgrade {
            guard transport == .webSocket else {
                return local.replies.refuse(
                    exchange, .badRequest,
                    EngineErrorContext("a WebSocket handshake with transport=polling; use transport=websocket", name: .transportMismatch))
            }
            return attach(exchange)
        }
        // Only a handshake may name another transport than the session's; a plain request can never be a WebSocket's.
        guard transport == .polling else {
            return local.replies.refuse(
                exchange, .badRequest,
                EngineErrorContext("transport=websocket without a WebSocket handshake; use transport=polling", name: .transportMismatch))
        }
        switch exchange.request.method {
        case .get: receivePoll(exchange)
        case .post: receiveData(exchange)
        default: exchange.respond(Response(status: .internalServerError))  // as the reference does
        }
    }

    private func receivePoll(_ exchange: HTTPExchange) {
        let actions = machine.pollArrived(now: loop.now.nanoseconds)
        if actions.contains(.acceptPoll) {
            poll = exchange
            exchange.onAbort = { [unowned self] in
                poll = nil
                perform(machine.pollAborted())
            }
        }
        refuse(exchange, actions, "a poll while another is pending, or after the upgrade to WebSocket")
        perform(actions)
    }

    private func receiveData(_ exchange: HTTPExchange) {
        let isBinary = hasBinaryContentType(exchange.request)
        guard !isBinary || revision == .three else {
            let actions = machine.unreadableDataArrived()
            refuse(exchange, actions, "a POST of type application/octet-stream; Engine.IO v4 sends text/plain")
            return perform(actions)
        }
        let actions = machine.dataArrived(now: loop.now.nanoseconds)
        refuse(exchange, actions, "a POST while another waits for its answer, or after the upgrade to WebSocket")
        guard actions.contains(.acceptData) else { return perform(actions) }
        data = exchange
        exchange.onAbort = { [unowned self] in
            data = nil
            perform(machine.dataAborted())
        }
        readPackets(exchange.request.body, isBinary: isBinary)
        perform(machine.dataEnded(now: loop.now.nanoseconds))
    }

    private func readPackets(_ body: [UInt8], isBinary: Bool) {
        let take = { (type: EnginePacketType, data: RawSpan, isBinary: Bool) in
            self.receive(type, data, isBinary: isBinary)
            return self.isOpen
        }
        do {
            switch (revision, isBinary) {
            case (.four, _): try EnginePayload.forEachPacket(in: body.span.bytes, take)
            case (.three, false): try CountedPayload.forEachPacket(inText: body.span.bytes, take)
            case (.three, true): try CountedPayload.forEachPacket(inBinary: body.span.bytes, take)
            }
        } catch {
            perform(machine.garbageArrived())
        }
    }

    private func attach(_ exchange: HTTPExchange) {
        let actions = machine.webSocketArrived(now: loop.now.nanoseconds)
        refuse(exchange, actions, "an upgrade although upgrades are switched off; see allowUpgrades and transports")
        if actions.contains(.acceptCandidate) {
            guard let webSocket = accept(exchange, isHandshake: false) else { return perform(machine.candidateClosed()) }
            candidate = webSocket
            listen(to: webSocket)
        } else if actions.contains(.acceptAndCloseWebSocket) {
            accept(exchange, isHandshake: false)?.closeTransport()
        }
        perform(actions)
    }

    /// Completes the WebSocket handshake; heartbeats are Engine.IO's, not WebSocket's. `nil` if the peer has gone.
    ///
    /// - Parameter isHandshake: whether the session begins with it.
    func accept(_ exchange: HTTPExchange, isHandshake: Bool) -> WebSocket? {
        exchange.acceptWebSocket(
            headers: local.replies.upgradeHeaders(to: exchange.request, isHandshake: isHandshake),
            maxMessageBytes: local.settings.maxMessageBytes, compression: local.settings.options.perMessageDeflate, keepAlive: false)
    }

    private func refuse(_ exchange: HTTPExchange, _ actions: EngineActions, _ context: String) {
        if actions.contains(.refuseBadRequest) {
            let name = machine.transport == .webSocket ? EngineErrorContext.Name.transportMismatch : nil
            local.replies.refuse(exchange, .badRequest, EngineErrorContext(context, name: name))
        }
        if actions.contains(.refuseUnknownSession) { local.replies.refuse(exchange, .unknownSession, "the session's pong was overdue") }
    }

    private func hasBinaryContentType(_ request: Request) -> Bool {
        request.headers["content-type"]?.lowercased().hasPrefix("application/octet-stream") ?? false
    }

    // MARK: WebSocket

    func listen(to webSocket: WebSocket) {
        webSocket.onMessage { [unowned self, unowned webSocket] message in receive(message, on: webSocket) }
        webSocket.onClose { [self, unowned webSocket] _ in webSocketClosed(webSocket) }
    }

    /// The hot path: a text message is handed on without its type byte and without a copy.
    private func receive(_ message: borrowing WebSocketMessage, on webSocket: WebSocket) {
        guard webSocket === self.webSocket else { return receiveOnCandidate(message, webSocket) }
        let bytes = message.bytes
        guard message.isText else { return receive(frame: bytes) }
        if bytes.byteCount > 0, bytes.unsafeLoad(as: UInt8.self) == EnginePacketType.message.rawValue, isOpen {
            handler?.received(text: bytes.extracting(droppingFirst: 1))
        } else {
            receiveText(bytes)
        }
    }

    private func receive(frame: RawSpan) {
        guard revision == .three else { return receive(.message, frame, isBinary: true) }
        do {
            let type = try CountedPayload.binaryType(of: frame)
            receive(type, frame.extracting(droppingFirst: 1), isBinary: true)
        } catch {
            perform(machine.garbageArrived())
        }
    }

    private func receiveText(_ bytes: RawSpan) {
        do {
            if revision == .three {
                _ = try CountedPayload.handOut(text: bytes) { type, data, isBinary in
                    receive(type, data, isBinary: isBinary)
                    return true
                }
            } else if EnginePacket.isBase64(bytes) {
                let decoded = try EnginePacket.decodeBase64(bytes)
                receive(.message, decoded.span.bytes, isBinary: true)
            } else {
                let packet = try EnginePacket(text: bytes)
                receive(packet.type, packet.data, isBinary: false)
            }
        } catch {
            perform(machine.garbageArrived())
        }
    }

    private func receive(_ type: EnginePacketType, _ bytes: RawSpan, isBinary: Bool) {
        let actions = machine.packetArrived(type, now: loop.now.nanoseconds)
        guard actions.contains(.deliver) else {
            perform(actions)
            return updateTimer()
        }
        if isBinary { handler?.received(binary: bytes) } else { handler?.received(text: bytes) }
    }

    private func receiveOnCandidate(_ message: borrowing WebSocketMessage, _ webSocket: WebSocket) {
        guard webSocket === candidate else { return }
        let bytes = message.bytes
        guard message.isText, let packet = try? EnginePacket(text: bytes) else { return perform(machine.candidateGarbageArrived()) }
        perform(machine.candidatePacketArrived(packet.type, isProbe: packet.dataEquals("probe")))
    }

    private func webSocketClosed(_ closed: WebSocket) {
        if closed === candidate {
            candidate = nil
            perform(machine.candidateClosed())
        } else if closed === webSocket {
            webSocket = nil
            perform(machine.webSocketClosed())
        }
    }
}
