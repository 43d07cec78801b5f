/// What comes after a filter: the next one, or the hub.
public struct HubLifetimeNext {
    let body: (HubLifetimeContext) async throws -> Void

    /// Goes on.
    public func callAsFunction(_ lifetime: HubLifetimeContext) async throws { try await body(lifetime) }
}
