/// Why a connection ended.
public enum SignalRCloseReason: Sendable, Equatable {
    /// The server's own code closed it.
    case closedHere
    /// The client closed it, in order where its transport has an order to close in.
    case closedByPeer
    /// The transport broke, or a poll or a reconnect did not come in time.
    case connectionLost(String)
    /// The server is stopping.
    case serverShuttingDown
    /// It did not take what was sent to it: its queue was full, or a send took longer than the limit.
    case tooSlow
    /// What its credentials allowed has expired.
    case authenticationExpired
    /// The server's own code failed; a WebSocket is closed with 1011.
    case failed(String)
}
