/// Filters one around the other, the first outermost.
struct HubFilterChain {
    private let filters: ArraySlice<any HubFilter>

    init(_ filters: [any HubFilter]) { self.filters = filters[...] }
    private init(rest: ArraySlice<any HubFilter>) { filters = rest }

    private var rest: HubFilterChain { HubFilterChain(rest: filters.dropFirst()) }

    func invoke(
        _ invocation: HubInvocationContext, _ method: @escaping (HubBase) async throws -> (any Encodable)?
    ) async throws -> (any Encodable)? {
        guard let filter = filters.first else { return try await method(invocation.hub) }
        let rest = rest
        return try await filter.invokeMethod(invocation, next: HubInvocationNext { try await rest.invoke($0, method) })
    }

    func connected(_ lifetime: HubLifetimeContext) async throws {
        guard let filter = filters.first else { return try await lifetime.hub.onConnected() }
        let rest = rest
        try await filter.onConnected(lifetime, next: HubLifetimeNext { try await rest.connected($0) })
    }

    func disconnected(_ lifetime: HubLifetimeContext, _ error: (any Error)?) async throws {
        guard let filter = filters.first else { return try await lifetime.hub.onDisconnected(error) }
        let rest = rest
        try await filter.onDisconnected(lifetime, error, next: HubLifetimeNext { try await rest.disconnected($0, error) })
    }
}
