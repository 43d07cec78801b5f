/// When hubs are made.
public enum HubLifetime: Sendable {
    /// For every call, for `onConnected` and for `onDisconnected`: nothing is left of one for the next.
    case perInvocation
    /// Once for each connection: what the hub remembers, it remembers of its connection.
    case perConnection
}
