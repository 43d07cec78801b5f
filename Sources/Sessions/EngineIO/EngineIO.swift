internal import Synchronization
internal import WayleaveBytes
internal import WayleaveEngineIOWire
package import WayleaveEventLoop
internal import WayleaveHTTPWire
package import WayleaveServer

/// An Engine.IO v4 server below a path: hands requests to sessions, and begins new ones.
package final class EngineIO: Mount {
    package let settings: EngineSettings
    package let directory = SessionDirectory()
    private let makeHandler: @Sendable (EngineSession) -> any EngineSessionHandler
    private let loops = Mutex<[LoopBound<EngineLoop>]>([])

    /// Creates a server; `makeHandler` is called on a session's loop when it has begun, and may send at once.
    package init(options: EngineIOOptions, makeHandler: @escaping @Sendable (EngineSession) -> any EngineSessionHandler) {
        settings = EngineSettings(options)
        self.makeHandler = makeHandler
    }

    package var pathPrefix: String { settings.path }
    package var maxBodyBytes: Int { settings.maxMessageBytes }

    package func start(on loops: [EventLoop]) {
        let locals = loops.map { loop in
            LoopBound(EngineLoop(loop: loop, settings: settings, directory: directory), to: loop)
        }
        self.loops.withLock { $0 = locals }
    }

    package func home(query: UnsafeRawBufferPointer) -> EventLoop? {
        guard let sid = EngineQuery(String(decoding: query, as: UTF8.self)).sid else { return nil }
        return directory.home(of: String(Substring(sid)))
    }

    /// Closes every session with "server shutting down".
    package func stop(over window: Duration) async {
        await withTaskGroup { group in
            for local in loops.withLock({ $0 }) {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        local.loop.execute {
                            local.loop.spread(
                                Array(local.value.sessions.values), over: window, { $0.close(.serverShuttingDown, discard: true) },
                                done: { continuation.resume() })
                        }
                    }
                }
            }
        }
    }

    // MARK: Requests

    package func handle(_ exchange: HTTPExchange) {
        let locals = loops.withLock { $0 }
        guard exchange.loop.index < locals.count else { return exchange.respond(Response(status: .internalServerError)) }
        handle(exchange, local: locals[exchange.loop.index].value)
    }

    private func handle(_ exchange: HTTPExchange, local: EngineLoop) {
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
        guard exchange.request.method == .get else {
            return local.replies.refuse(exchange, .badHandshakeMethod, "a session begins with GET; this request has no sid")
        }
        guard (transport == .webSocket) == exchange.isWebSocketUpgrade else {
            return local.replies.refuse(
                exchange, .badRequest, "transport does not fit the request: websocket needs a valid WebSocket handshake")
        }
        guard query.isVersion4 else {
            return local.replies.refuse(
                exchange, .unsupportedProtocolVersion, "EIO is not 4; clients older than Socket.IO 3 are not served")
        }
        authorize(exchange, local) { [self] in begin(exchange, transport, isTextOnly: query.isTextOnly, local) }
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
            switch verdict {
            case .allow: begin()
            case .refuse(let message): local.replies.refuse(exchange, .forbidden, "refused by allowRequest", message: message)
            }
        }
        switch settings.options.allowRequest {
        case .everyone: begin()
        case .sync(let judge): decide(judge(exchange.request))
        case .async(let judge):
            exchange.loop.startTask { decide((try? await judge(exchange.request)) ?? .refuse()) }
        }
    }

    private func begin(_ exchange: HTTPExchange, _ transport: EngineTransport, isTextOnly: Bool, _ local: EngineLoop) {
        let request = exchange.request
        let id = settings.options.generateID?(request) ?? SessionID.random()
        let session = EngineSession(id: id, request: request, transport: transport, isTextOnly: isTextOnly, local: local)
        guard SessionID.isWellFormed(id), local.insert(session) else {
            return local.replies.refuse(exchange, .badRequest, "generateID gave an id that is malformed or taken")
        }
        guard sendOpen(session, exchange, transport) else { return local.remove(session) }
        session.begin(makeHandler)
    }

    /// Sends the open packet; `false` if the peer has gone meanwhile.
    private func sendOpen(_ session: EngineSession, _ exchange: HTTPExchange, _ transport: EngineTransport) -> Bool {
        let local = session.local
        let open = local.withScratch { scratch in
            settings.handshake(sid: session.id, transport: transport).write(into: &scratch)
            return scratch.copyBytes()
        }
        switch transport {
        case .polling:
            guard exchange.isOpen else { return false }
            exchange.respond(local.replies.packets(open, to: exchange.request, isHandshake: true))
        case .webSocket:
            guard let webSocket = session.accept(exchange) else { return false }
            session.webSocket = webSocket
            session.listen(to: webSocket)
            open.withUnsafeBytes { webSocket.sendText($0) }
        }
        return true
    }
}
