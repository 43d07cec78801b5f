import WayleaveEventLoop
import WayleaveServer
import WayleaveSignalRConnections

/// A hub's place in a server: its connections', which begins with the hub's own state.
final class HubMount: Mount {
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
