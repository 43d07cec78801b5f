public import WayleaveEngineIO
package import WayleaveEventLoop
public import WayleaveServer

/// A Socket.IO v5 server (over Engine.IO v4) for official clients; mount it on a `Server`. From any thread.
///
/// What it offers itself belongs to the main namespace, `/`; ``of(_:)`` gives others.
public final class SocketIO: Sendable {
    let core: ServerCore
    /// What carries the sessions: its hooks, and how many there are.
    public let engine: EngineIO
    let main: Namespace
    private let clientFiles: ClientFiles?
    private let ownFaults: [ServerConfigurationError.Fault]

    /// Creates a server.
    public init(options: SocketIOOptions = .init()) {
        let core = ServerCore(options: options)
        self.core = core
        main = core.namespace("/")
        do {
            let directory = options.serveClient ? options.clientDirectory : nil
            clientFiles = try directory.map { directory throws(ServerConfigurationError) in try ClientFiles(directory) }
            ownFaults = options.adapterFaults
        } catch {
            clientFiles = nil
            ownFaults = error.faults + options.adapterFaults
        }
        engine = EngineIO(options: options.engine) { session in
            Self.connection(over: session, core)
        }
    }

    /// Begins a connection on a session's loop; what the engine does, and tests with other links.
    package func connection(over session: any SessionLink) -> Connection { Self.connection(over: session, core) }

    private static func connection(over session: any SessionLink, _ core: ServerCore) -> Connection {
        let connection = Connection(session: session, local: core.local(of: session.loop) ?? SocketLoop(loop: session.loop, server: core))
        if connection.isVersion2 { connection.joinMainNamespace() }
        return connection
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

    /// Sends the event `message` to everybody in `/`.
    public func send<each A: Encodable>(_ arguments: repeat each A) { main.send(repeat each arguments) }

    /// The same as ``send(_:)``.
    public func write<each A: Encodable>(_ arguments: repeat each A) { main.send(repeat each arguments) }

    /// Everybody in `/` who can be sent to at once.
    public var volatile: BroadcastOperator { main.everyone.volatile }

    /// Everybody in `/` of this process.
    public var local: BroadcastOperator { main.everyone.local }
}

extension Server {
    /// Serves Socket.IO below its path; ``SocketIOOptions/policy`` overrides the server's policy there.
    public mutating func mount(_ io: SocketIO) {
        if let policy = io.core.options.policy { self.policy(policy, under: io.pathPrefix) }
        mount(io as any Mount)
    }
}

extension SocketIO: Mount {
    package var pathPrefix: String { engine.pathPrefix }
    package var furtherPathPrefixes: [String] { engine.furtherPathPrefixes }
    package var maxBodyBytes: Int { engine.maxBodyBytes }
    package var compressesResponses: Bool { engine.compressesResponses }
    package var faults: [ServerConfigurationError.Fault] { ownFaults + core.adminFaults + engine.faults }

    package func start(on loops: [EventLoop]) {
        core.start(on: loops)
        engine.start(on: loops)
    }

    package func home(query: UnsafeRawBufferPointer) -> EventLoop? { engine.home(query: query) }
    package func handle(_ exchange: HTTPExchange) {
        let prefix = engine.settings.pathWithSlash.utf8.count
        if let answer = clientFiles?.respond(to: exchange.request, dropping: prefix, on: exchange.loop) {
            return exchange.respond(answer)
        }
        engine.handle(exchange)
    }

    package func stop(over window: Duration) async {
        await engine.stop(over: window)
        core.closeAdapters()
    }
}
