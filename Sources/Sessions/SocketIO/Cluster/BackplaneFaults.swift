/// What goes wrong on a backplane, for tests: decided for each message, and for each node it goes to.
struct BackplaneFaults: Sendable {
    /// What becomes of a message on its way to one node.
    enum Fate: Sendable {
        case arrives, isLost, arrivesTwice
        /// The next message to that node comes first.
        case isOvertaken
        case isLate(Duration)
    }

    /// Why a message was not sent.
    struct Refusal: Error, CustomStringConvertible {
        var description: String { "publish failed" }
    }

    private let refuse: @Sendable (ClusterMessage) -> Bool
    private let decide: @Sendable (ClusterMessage, String) -> Fate

    /// - Parameters:
    ///   - refuse: whether publishing a message fails.
    ///   - decide: what becomes of it on its way to the node with that id.
    init(
        refuse: @escaping @Sendable (ClusterMessage) -> Bool = { _ in false },
        decide: @escaping @Sendable (ClusterMessage, String) -> Fate = { _, _ in .arrives }
    ) {
        self.refuse = refuse
        self.decide = decide
    }

    func refuses(_ message: ClusterMessage) -> Bool { refuse(message) }
    func fate(of message: ClusterMessage, to uid: String) -> Fate { decide(message, uid) }
}
