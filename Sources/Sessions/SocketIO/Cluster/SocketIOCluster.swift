/// What joins several servers into one: events, rooms and requests reach the sockets of all of them.
///
/// Servers with the same value belong together.
public struct SocketIOCluster: Sendable {
    let backplane: any Backplane
    /// How the servers watch each other.
    public var options = ClusterOptions()

    /// Joins servers over a backplane.
    package init(_ backplane: any Backplane) { self.backplane = backplane }

    /// A cluster of servers of this process, for instance to try out in a test how an application behaves on several.
    ///
    /// Messages take the same form as between processes, and arrive a moment later.
    public static func inProcess() -> SocketIOCluster { SocketIOCluster(InProcessBackplane()) }
}
