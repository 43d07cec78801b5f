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
    /// Goes on.
    public func invokeMethod(_ invocation: HubInvocationContext, next: HubInvocationNext) async throws -> (any Encodable)? {
        try await next(invocation)
    }

    /// Goes on.
    public func onConnected(_ lifetime: HubLifetimeContext, next: HubLifetimeNext) async throws { try await next(lifetime) }

    /// Goes on.
    public func onDisconnected(_ lifetime: HubLifetimeContext, _ error: (any Error)?, next: HubLifetimeNext) async throws {
        try await next(lifetime)
    }
}
