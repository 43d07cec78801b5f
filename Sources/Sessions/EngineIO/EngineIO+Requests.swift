internal import WayleaveBytes
internal import WayleaveEngineIOWire
internal import WayleaveEventLoop
internal import WayleaveHTTPWire
internal import WayleaveServer

/// From a request to the session it is for, or to a new one.
extension EngineIO {
    func handle(_ exchange: HTTPExchange, _ local: EngineLoop) {
        let hooks = hooks.current
        guard hooks.middlewares.isEmpty else { return pass(exchange, through: hooks.middlewares, local) }
        admit(exchange, local)
    }

    // MARK: Middleware

    private func pass(_ exchange: HTTPExchange, through middlewares: [EngineMiddleware], _ local: EngineLoop) {
        var passage = EnginePassage(exchange.request)
        guard middlewares.contains(where: \.isAsync) else {
            do {
                for case .sync(let middleware) in middlewares where passage.response == nil { try middleware(&passage) }
                finish(passage, exchange, local, nil)
            } catch { finish(passage, exchange, local, error) }
            return
        }
        let request = exchange.request
        watch(exchange)
        exchange.loop.startTask { [self] in
            var passage = EnginePassage(request)
            do {
                for middleware in middlewares where passage.response == nil {
                    switch middleware {
                    case .sync(let middleware): try middleware(&passage)
                    case .async(let middleware): try await middleware(&passage)
                    }
                }
                finish(passage, exchange, local, nil)
            } catch { finish(passage, exchange, local, error) }
        }
    }

    private func finish(_ passage: EnginePassage, _ exchange: HTTPExchange, _ local: EngineLoop, _ error: (any Error)?) {
        // The client may have left while middleware awaited something; what came for a session must not be kept for it then.
        guard exchange.isOpen else { return }
        exchange.onAbort = nil
        exchange.headers = passage.headers
        if let error {
            return local.replies.refuse(
                exchange, .badRequest, EngineErrorContext("middleware threw: \(error)", name: .middlewareFailure, underlying: error))
        }
        if let response = passage.response { return exchange.respond(response) }
        admit(exchange, local)
    }

    /// Lets a client that leaves while something is awaited be known to have left: one that only ends its sending could still read.
    private func watch(_ exchange: HTTPExchange) { exchange.onAbort = {} }

    // MARK: Verification

    private func admit(_ exchange: HTTPExchange, _ local: EngineLoop) {
        let query = EngineQuery(exchange.request.query)
        guard let transport = offeredTransport(query) else {
            return local.replies.refuse(exchange, .unknownTransport, "transport is missing or not on offer; see the option transports")
        }
        if let sid = query.sid {
            guard let session = local.sessions[String(Substring(sid))] else {
                return local.replies.refuse(
                    exchange, .unknownSession,
                    "the session ended, or lives in another process: a balancer must send one sid to one process")
            }
            return session.handle(exchange, transport: transport)
        }
        guard !exchange.isServerStopping else {
            return exchange.respond(
                .problem(.serviceUnavailable, "The server is stopping; connect again.", headers: [("Retry-After", "1")]))
        }
        guard directory.count < settings.maxSessions else {
            return exchange.respond(.problem(.serviceUnavailable, "The server is full; connect later.", headers: [("Retry-After", "5")]))
        }
        guard exchange.request.method == .get else {
            return local.replies.refuse(exchange, .badHandshakeMethod, "a session begins with GET; this request has no sid")
        }
        guard (transport == .webSocket) == exchange.isWebSocketUpgrade else {
            return local.replies.refuse(
                exchange, .badRequest,
                EngineErrorContext(
                    "transport does not fit the request: websocket needs a valid WebSocket handshake", name: .transportHandshakeError))
        }
        guard query.revision == .four || settings.options.allowEIO3 else {
            return local.replies.refuse(
                exchange, .unsupportedProtocolVersion, "EIO is not 4; clients older than Socket.IO 3 need the option allowEIO3")
        }
        guard !query.hasCallback else {
            return local.replies.refuse(
                exchange, .badRequest, "JSONP (j=) is not served: any page could read the session by a script; use XHR or WebSocket")
        }
        authorize(exchange, local) { [self] in begin(exchange, transport, query, local) }
    }

    private func offeredTransport(_ query: EngineQuery) -> EngineTransport? {
        guard let name = query.transport else { return nil }
        if name.elementsEqual("polling".utf8) { return settings.allowsPolling ? .polling : nil }
        if name.elementsEqual("websocket".utf8) { return settings.allowsWebSocket ? .webSocket : nil }
        return nil
    }

    private func authorize(_ exchange: HTTPExchange, _ local: EngineLoop, then begin: @escaping () -> Void) {
        let decide = { (verdict: RequestVerdict) in
            guard exchange.isOpen else { return }
            exchange.onAbort = nil
            switch verdict {
            case .allow: begin()
            case .refuse(let message): local.replies.refuse(exchange, .forbidden, "refused by allowRequest", message: message)
            }
        }
        switch settings.options.allowRequest {
        case .everyone: begin()
        case .sync(let judge): decide(judge(exchange.request))
        case .async(let judge):
            watch(exchange)
            exchange.loop.startTask { decide((try? await judge(exchange.request)) ?? .refuse()) }
        }
    }

    // MARK: Sessions

    private func begin(_ exchange: HTTPExchange, _ transport: EngineTransport, _ query: EngineQuery, _ local: EngineLoop) {
        let request = exchange.request
        let id: String
        do {
            id = try settings.options.generateID?(request) ?? SessionID.random()
        } catch {
            return local.replies.refuse(
                exchange, .badRequest, EngineErrorContext("generateID threw: \(error)", name: .idGenerationError, underlying: error))
        }
        let session = EngineSession(
            id: id, request: request, transport: transport, revision: query.revision, isTextOnly: query.isTextOnly, local: local)
        guard SessionID.isWellFormed(id), local.insert(session) else {
            return local.replies.refuse(
                exchange, .badRequest, EngineErrorContext("generateID gave an id that is malformed or taken", name: .idGenerationError))
        }
        switch transport {
        case .polling: beginPolling(session, exchange)
        case .webSocket: beginWebSocket(session, exchange)
        }
    }

    private func beginPolling(_ session: EngineSession, _ exchange: HTTPExchange) {
        let local = session.local
        guard exchange.isOpen else { return local.remove(session) }
        var queue = PacketQueue()
        queue.append(.open(openPacket(session, .polling)))
        if let message = settings.initialMessage { queue.append(.message(message)) }
        var batch = PollBatch()
        let body = local.withScratch { scratch in
            batch = queue.writeBatch(into: &scratch, as: session.machine.pollFormat, maxPackets: 2, maxBytes: .max)
            return scratch.copyBytes()
        }
        exchange.respond(local.replies.handshake(body, batch, of: session))
        session.begin(makeHandler)
    }

    private func beginWebSocket(_ session: EngineSession, _ exchange: HTTPExchange) {
        guard let webSocket = session.accept(exchange, isHandshake: true) else { return session.local.remove(session) }
        session.webSocket = webSocket
        session.listen(to: webSocket)
        guard session.revision == .three else { return sendOpen(session, webSocket) }
        // Clients of that time, and the protocol's own suite, listen for messages only when they have seen the WebSocket open: what came in
        // one segment with the 101, or is read together with it on a busy machine, would be lost to them.
        webSocket.pauseReading()
        _ = session.loop.schedule(after: .milliseconds(10)) { [self] in
            guard session.isOpen else { return }
            sendOpen(session, webSocket)
            webSocket.resumeReading()
        }
    }

    private func sendOpen(_ session: EngineSession, _ webSocket: WebSocket) {
        openPacket(session, .webSocket).withUnsafeBytes { webSocket.sendText($0) }
        if let message = settings.initialMessage { session.write(message, to: webSocket) }
        session.begin(makeHandler)
    }

    private func openPacket(_ session: EngineSession, _ transport: EngineTransport) -> [UInt8] {
        session.local.withScratch { scratch in
            settings.handshake(sid: session.id, transport: transport).write(into: &scratch)
            return scratch.copyBytes()
        }
    }
}
