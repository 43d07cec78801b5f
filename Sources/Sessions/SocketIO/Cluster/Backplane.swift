/// Carries messages between the nodes of a cluster: the seam that a message broker's client fills.
///
/// It hands every member, one after the other, what others publish in the member's namespace; what one thread publishes arrives at each
/// node in that order, or not at all. It may hand members their own messages too: they are ignored.
package protocol Backplane: AnyObject, Sendable {
    /// Delivers to `member` from now on.
    func join(_ member: any ClusterMember)

    /// Delivers to `member` no longer.
    func leave(_ member: any ClusterMember)

    /// Sends a message to all other nodes that share its namespace.
    ///
    /// - Parameter completion: called once, on any thread, with the message's place in the backplane's log if it keeps one, or with why it
    ///   was not sent.
    func publish(_ message: ClusterMessage, completion: @escaping @Sendable (Result<String?, any Error>) -> Void)

    /// Sends an answer to the node with that id.
    func publish(_ response: ClusterMessage, to uid: String, completion: @escaping @Sendable (Result<Void, any Error>) -> Void)

    /// The number of nodes that share the namespace, if the backplane knows; `nil` lets the nodes count each other by heartbeats.
    func serverCount(of namespace: String) async throws -> Int?

    /// Whether ``serverCount(of:)`` knows; then no heartbeats are sent.
    var countsServers: Bool { get }
}

/// A node's part in one namespace.
package protocol ClusterMember: AnyObject, Sendable {
    /// The node's id in this namespace.
    var uid: String { get }
    /// The namespace's name.
    var namespace: String { get }

    /// Takes a message or a response of another node; to be called for one message after the other.
    ///
    /// - Parameter offset: the message's place in the backplane's log, if it keeps one.
    func receive(_ message: ClusterMessage, offset: String?)
}
