/// Something from another node that is no message of a cluster.
struct ClusterMessageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was expected.
    let expected: String

    init(_ expected: String) { self.expected = expected }

    var description: String { "a message of another node was not understood: expected \(expected)" }
}
