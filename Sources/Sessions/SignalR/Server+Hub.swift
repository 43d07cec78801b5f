import WayleaveEventLoop
public import WayleaveServer
import WayleaveSignalRConnections

extension Server {
    /// Serves a hub to official clients.
    ///
    /// - Parameter path: where its clients connect, regardless of case, for instance `/chatHub`.
    /// - Returns: what reaches its clients from outside of it.
    @discardableResult
    public mutating func hub<H: Hub>(_ path: String, _ type: H.Type, options: SignalRHubOptions = .init()) -> HubContext {
        hub(path, options: options) { H() }
    }

    /// Serves a hub that `make` makes, on the loop of the connection that it is for. What it throws ends the connection.
    @discardableResult
    public mutating func hub<H: InjectedHub>(
        _ path: String, options: SignalRHubOptions = .init(), _ make: @escaping @Sendable () throws -> H
    ) -> HubContext {
        var table = HubMethods<H>()
        H.methods(&table)
        let core = HubCore(options: options, methods: table.methods) { _ in try make() }
        let connections = SignalRConnections(path: path, options: options.connection) { connection in
            // The loops' states are made before the first connection.
            HubCallerContext(connection, core.local(of: connection.loop) ?? HubLoop(loop: connection.loop, core: core))
        }
        if let policy = options.connection.policy { self.policy(policy, under: connections.pathPrefix) }
        mount(HubMount(core: core, connections: connections, faults: HubFaults.find(path, options, table.methods)) as any Mount)
        return HubContext(core: core)
    }
}

/// A hub's place in a server: its connections', which begins with the hub's own state.
private final class HubMount: Mount {
    private let core: HubCore
    private let connections: SignalRConnections
    private let ownFaults: [ServerConfigurationError.Fault]

    init(core: HubCore, connections: SignalRConnections, faults: [ServerConfigurationError.Fault]) {
        self.core = core
        self.connections = connections
        ownFaults = faults
    }

    var pathPrefix: String { connections.pathPrefix }
    var furtherPathPrefixes: [String] { connections.furtherPathPrefixes }
    var exactPathsIgnoringCase: [String] { connections.exactPathsIgnoringCase }
    var maxBodyBytes: Int { connections.maxBodyBytes }
    var refusesUnlistedOrigins: Bool { connections.refusesUnlistedOrigins }
    var compressesResponses: Bool { connections.compressesResponses }
    var faults: [ServerConfigurationError.Fault] { ownFaults + connections.faults }

    func start(on loops: [EventLoop]) {
        core.start(on: loops)
        connections.start(on: loops)
    }

    func home(query: UnsafeRawBufferPointer) -> EventLoop? { connections.home(query: query) }
    func handle(_ exchange: HTTPExchange) { connections.handle(exchange) }
    func stop(over window: Duration) async { await connections.stop(over: window) }
}
