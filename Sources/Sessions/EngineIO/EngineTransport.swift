/// The ways a session's packets travel.
public enum EngineTransport: String, Sendable, CaseIterable {
    /// HTTP long-polling.
    case polling
    case webSocket = "websocket"
}
