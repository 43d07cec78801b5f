/// Why a socket disconnected; the texts are those of the official documentation.
public enum DisconnectReason: String, Sendable, CustomStringConvertible {
    /// The connection broke.
    case transportError = "transport error"
    /// The client closed the connection, or lost it.
    case transportClose = "transport close"
    /// The connection was closed from within.
    case forcedClose = "forced close"
    /// The client did not answer a ping in time.
    case pingTimeout = "ping timeout"
    /// The client sent something that is no valid packet.
    case parseError = "parse error"
    /// The server stops.
    case serverShuttingDown = "server shutting down"
    /// The server closed the connection, for instance as no namespace was joined in time.
    case forcedServerClose = "forced server close"
    /// The client called `socket.disconnect()`.
    case clientNamespaceDisconnect = "client namespace disconnect"
    /// The server called ``Socket/disconnect(close:)``.
    case serverNamespaceDisconnect = "server namespace disconnect"

    public var description: String { rawValue }
}
