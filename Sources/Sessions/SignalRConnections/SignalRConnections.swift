internal import Synchronization
package import WayleaveEventLoop
internal import WayleaveHTTPWire
package import WayleaveServer

/// A path that serves connections: negotiate, three transports, and what becomes of each connection. From any thread.
package final class SignalRConnections: Sendable {
    let settings: ConnectionSettings
    let makeHandler: @Sendable (SignalRConnection) -> any SignalRConnectionHandler
    private let total = ConnectionCount()
    private let loops = Mutex<[LoopBound<ConnectionLoop>]>([])

    /// - Parameters:
    ///   - path: the path in full, without a slash at its end, for instance `/chatHub`; compared regardless of case.
    ///   - makeHandler: called on a connection's loop when its transport has begun; may send at once.
    package init(
        path: String, options: SignalRConnectionOptions,
        makeHandler: @escaping @Sendable (SignalRConnection) -> any SignalRConnectionHandler
    ) {
        settings = ConnectionSettings(path: path, options: options)
        self.makeHandler = makeHandler
    }

    /// What each loop holds; empty before the start.
    var locals: [LoopBound<ConnectionLoop>] { loops.withLock { $0 } }

    /// The connections in this process, with those that were negotiated and have not begun.
    package var count: Int { total.value }
}

extension SignalRConnections: Mount {
    package var pathPrefix: String { settings.path.isEmpty ? "/" : settings.path }
    package var exactPathsIgnoringCase: [String] {
        [settings.path.isEmpty ? "/" : settings.path, settings.path + "/negotiate"]
            + (settings.options.enableAuthenticationRefresh ? [settings.path + "/refresh"] : [])
    }
    package var maxBodyBytes: Int { settings.maxMessageBytes }
    package var faults: [ServerConfigurationError.Fault] { settings.faults }

    package func start(on loops: [EventLoop]) {
        let locals = loops.map { loop in
            LoopBound(ConnectionLoop(loop: loop, settings: settings, count: total, makeHandler: makeHandler), to: loop)
        }
        self.loops.withLock { $0 = locals }
    }

    package func home(query: UnsafeRawBufferPointer) -> EventLoop? {
        guard case .token(let token) = ConnectionQuery(query).id else { return nil }
        return loops.withLock { token.loop < $0.count ? $0[token.loop].loop : nil }
    }

    package func handle(_ exchange: HTTPExchange) {
        let local = loops.withLock { exchange.loop.index < $0.count ? $0[exchange.loop.index] : nil }
        guard let local else { return exchange.respond(Response(status: .internalServerError)) }
        handle(exchange, local.value)
    }

    /// Closes every connection with ``SignalRCloseReason/serverShuttingDown``.
    package func stop(over window: Duration) async {
        await withTaskGroup { group in
            for local in locals {
                group.addTask {
                    await withCheckedContinuation { continuation in
                        local.loop.execute {
                            local.value.isStopping = true
                            local.value.forgetNegotiated()
                            local.loop.spread(
                                Array(local.value.connections.values), over: window, { $0.close(.serverShuttingDown) },
                                done: { continuation.resume() })
                        }
                    }
                }
            }
        }
    }
}
