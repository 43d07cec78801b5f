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
