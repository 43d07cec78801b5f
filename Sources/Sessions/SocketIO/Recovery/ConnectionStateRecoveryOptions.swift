/// How clients that lost their connection for a moment get back what they had: id, rooms, data, and the events they missed.
///
/// All of it is held in memory, separately for each namespace; what exceeds a bound is forgotten, the oldest first.
public struct ConnectionStateRecoveryOptions: Sendable {
    /// The time a client may be away, and that events are kept: 120 s.
    public var maxDisconnectionDuration: Duration = .seconds(120)
    /// Whether a client that is recovered joins without middleware being asked again; it was when it joined first.
    public var skipMiddlewares = true
    /// The most clients of a namespace that are remembered: 10,000.
    public var maxSessions = 10_000
    /// The most bytes of their rooms and data together: 16 MiB.
    public var maxSessionBytes = 16 * 1024 * 1024
    /// The most events of a namespace that are kept: 10,000.
    public var maxPackets = 10_000
    /// The most bytes of these together: 16 MiB.
    public var maxPacketBytes = 16 * 1024 * 1024

    /// Creates the defaults.
    public init() {}
}
