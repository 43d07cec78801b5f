internal import Synchronization
package import WayleaveEventLoop
internal import WayleaveHTTPWire
package import WayleaveServer

/// An Engine.IO server below a path: hands requests to sessions, and begins new ones. From any thread.
///
/// That of a Socket.IO server is its `engine`.
public final class EngineIO: Sendable {
    package let settings: EngineSettings
    package let directory = SessionDirectory()
    let hooks = EngineHooks()
    let makeHandler: @Sendable (EngineSession) -> any EngineSessionHandler
    private let loops = Mutex<[LoopBound<EngineLoop>]>([])

    /// Creates a server; `makeHandler` is called on a session's loop when it has begun, and may send at once.
    package init(options: EngineIOOptions, makeHandler: @escaping @Sendable (EngineSession) -> any EngineSessionHandler) {
        settings = EngineSettings(options)
        self.makeHandler = makeHandler
    }

}

extension EngineIO: Mount {
    package var pathPrefix: String { settings.path }
    package var furtherPathPrefixes: [String] { settings.path == settings.pathWithSlash ? [] : [settings.pathWithSlash] }
    package var maxBodyBytes: Int { settings.maxMessageBytes }
    package var compressesResponses: Bool { settings.options.httpCompression != nil }
    package var faults: [ServerConfigurationError.Fault] { settings.faults }

    package func start(on loops: [EventLoop]) {
        let locals = loops.map { loop in
            LoopBound(EngineLoop(loop: loop, settings: settings, directory: directory, hooks: hooks), to: loop)
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

    package func handle(_ exchange: HTTPExchange) {
        let locals = loops.withLock { $0 }
        guard exchange.loop.index < locals.count else { return exchange.respond(Response(status: .internalServerError)) }
        handle(exchange, locals[exchange.loop.index].value)
    }
}
