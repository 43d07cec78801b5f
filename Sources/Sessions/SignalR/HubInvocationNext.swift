/// What comes after a filter: the next one, or the method.
public struct HubInvocationNext {
    let body: (HubInvocationContext) async throws -> (any Encodable)?

    /// Goes on with the call.
    public func callAsFunction(_ invocation: HubInvocationContext) async throws -> (any Encodable)? { try await body(invocation) }
}
