public import WayleaveServer

/// Decides whether a new session may begin; asked for handshakes only, polling or WebSocket, not for later requests that carry a session id.
public enum AllowRequest: Sendable {
    case everyone
    /// Runs on the loop and must not block.
    case sync(@Sendable (Request) -> RequestVerdict)
    /// May await; a thrown error counts as a refusal with the default message.
    case async(@concurrent @Sendable (Request) async throws -> RequestVerdict)
}
