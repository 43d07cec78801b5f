/// Something from another node that is no message of a cluster.
package struct ClusterMessageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was expected.
    package let expected: String

    package init(_ expected: String) { self.expected = expected }

    package var description: String { "a message of another node was not understood: expected \(expected)" }
}
