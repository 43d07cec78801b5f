/// Why a session ended; the raw value is what Socket.IO reports to `disconnect` listeners.
package enum EngineCloseReason: String, Sendable {
    /// The client closed, or its connection was lost.
    case transportClose = "transport close"
    /// The client broke the transport's rules: overlapping requests, an aborted poll, a queue that ran full.
    case transportError = "transport error"
    /// No pong arrived in time.
    case pingTimeout = "ping timeout"
    /// Something that is no packet arrived.
    case parseError = "parse error"
    /// The session was closed from above without a disconnect packet.
    case forcedClose = "forced close"
    /// The server's code closed the session.
    case forcedServerClose = "forced server close"
    /// The server stops.
    case serverShuttingDown = "server shutting down"
}
