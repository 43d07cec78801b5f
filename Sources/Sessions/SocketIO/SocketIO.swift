import WayleaveEngineIO
package import WayleaveEventLoop
package import WayleaveServer

/// A Socket.IO v5 server (over Engine.IO v4) for official clients; mount it on a `Server`. From any thread.
///
/// What it offers itself belongs to the main namespace, `/`; ``of(_:)`` gives others.
public final class SocketIO: Sendable {
    let core: ServerCore
    let engine: EngineIO
    let main: Namespace

    /// Creates a server.
    public init(options: SocketIOOptions = .init()) {
        let core = ServerCore(options: options)
        self.core = core
        main = core.namespace("/")
        engine = EngineIO(options: options.engine) { session in
            Connection(session: session, local: core.local(of: session.loop) ?? SocketLoop(loop: session.loop, server: core))
        }
    }

    /// The namespace of that name, made if there is none yet; clients can join only namespaces that were made.
    public func of(_ name: String) -> Namespace { core.namespace(name) }

    /// Told, on whatever thread it happens, of what went wrong on single connections; replaces an earlier handler.
    public func onError(_ handler: @escaping @Sendable (SocketError) -> Void) { core.onError(handler) }

    // MARK: The main namespace

    /// Runs before a client joins `/`: see ``Namespace/use(_:)-swift.method``.
    public func use(_ middleware: @escaping @Sendable (Handshake) async throws -> Void) { main.use(middleware) }

    /// The same; what it writes into the object becomes the socket's ``Socket/data``.
    public func use(_ middleware: @escaping Namespace.Middleware) { main.use(middleware) }

    /// Called on a client's loop when it has joined `/`.
    public func onConnection(_ handler: @escaping @Sendable (Socket) -> Void) { main.onConnection(handler) }

    /// Sends an event to everybody in `/`.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        main.everyone.emit(event, repeat each arguments)
    }

    /// The sockets in these rooms of `/`.
    public func to(_ rooms: String...) -> BroadcastOperator { main.everyone.to(rooms) }

    /// The same as ``to(_:)``.
    public func `in`(_ rooms: String...) -> BroadcastOperator { main.everyone.to(rooms) }

    /// Everybody in `/` but the sockets in these rooms.
    public func except(_ rooms: String...) -> BroadcastOperator { main.everyone.except(rooms) }

    /// Everybody in `/` who can be sent to at once.
    public var volatile: BroadcastOperator { main.everyone.volatile }

    /// Everybody in `/` of this process.
    public var local: BroadcastOperator { main.everyone.local }
}

extension SocketIO: Mount {
    package var pathPrefix: String { engine.pathPrefix }
    package var maxBodyBytes: Int { engine.maxBodyBytes }

    package func start(on loops: [EventLoop]) {
        core.start(on: loops)
        engine.start(on: loops)
    }

    package func home(query: UnsafeRawBufferPointer) -> EventLoop? { engine.home(query: query) }
    package func handle(_ exchange: HTTPExchange) { engine.handle(exchange) }
    package func stop() async { await engine.stop() }
}
