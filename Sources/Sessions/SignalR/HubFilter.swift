/// Something that runs around the calls of a hub (ASP.NET Core's `IHubFilter`). With filters every call may await, and runs in turn.
public protocol HubFilter: Sendable {
    /// Runs around a call: `next` goes on with it and returns its result, which may be replaced. What is thrown is the client's answer.
    func invokeMethod(_ invocation: HubInvocationContext, next: HubInvocationNext) async throws -> (any Encodable)?
    /// Runs around ``HubBase/onConnected()``.
    func onConnected(_ lifetime: HubLifetimeContext, next: HubLifetimeNext) async throws
    /// Runs around ``HubBase/onDisconnected(_:)``.
    func onDisconnected(_ lifetime: HubLifetimeContext, _ error: (any Error)?, next: HubLifetimeNext) async throws
}

extension HubFilter {
    public func invokeMethod(_ invocation: HubInvocationContext, next: HubInvocationNext) async throws -> (any Encodable)? {
        try await next(invocation)
    }

    public func onConnected(_ lifetime: HubLifetimeContext, next: HubLifetimeNext) async throws { try await next(lifetime) }

    public func onDisconnected(_ lifetime: HubLifetimeContext, _ error: (any Error)?, next: HubLifetimeNext) async throws {
        try await next(lifetime)
    }
}

/// One call, as filters see it. Confined to the connection's loop.
public final class HubInvocationContext {
    /// Who calls.
    public let context: HubCallerContext
    /// The hub that is called.
    public let hub: HubBase
    /// The method's name as the client wrote it.
    public let methodName: String
    /// The decoded arguments.
    public let arguments: [Any]

    init(context: HubCallerContext, hub: HubBase, methodName: String, arguments: [Any]) {
        self.context = context
        self.hub = hub
        self.methodName = methodName
        self.arguments = arguments
    }
}

/// The beginning or the end of a connection, as filters see it. Confined to the connection's loop.
public final class HubLifetimeContext {
    public let context: HubCallerContext
    public let hub: HubBase

    init(context: HubCallerContext, hub: HubBase) {
        self.context = context
        self.hub = hub
    }
}

/// What comes after a filter: the next one, or the method.
public struct HubInvocationNext {
    let body: (HubInvocationContext) async throws -> (any Encodable)?

    /// Goes on with the call.
    public func callAsFunction(_ invocation: HubInvocationContext) async throws -> (any Encodable)? { try await body(invocation) }
}

/// What comes after a filter: the next one, or the hub.
public struct HubLifetimeNext {
    let body: (HubLifetimeContext) async throws -> Void

    /// Goes on.
    public func callAsFunction(_ lifetime: HubLifetimeContext) async throws { try await body(lifetime) }
}

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
