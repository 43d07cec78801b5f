/// How the nodes of a cluster watch each other; the defaults are those of the reference server.
public struct ClusterOptions: Sendable {
    /// After this time without a message of its own, a node tells the others that it is there: 5 s.
    public var heartbeatInterval: Duration = .seconds(5)
    /// After this time without a message from a node, it counts as gone: 10 s; what awaits its answer then ends without it.
    public var heartbeatTimeout: Duration = .seconds(10)

    /// Creates the defaults.
    public init() {}
}
