public import WayleaveServer

/// Tells whom a request speaks for; asked anew for each request of a connection.
///
/// `nil`, and whatever is thrown, leave the request anonymous; ``SignalRAuthorization`` says whether that is enough.
public enum SignalRAuthentication: Sendable {
    case none
    /// Runs on the loop and must not block.
    case sync(@Sendable (Request) throws -> ClaimsPrincipal?)
    /// May await.
    case async(@concurrent @Sendable (Request) async throws -> ClaimsPrincipal?)
}
