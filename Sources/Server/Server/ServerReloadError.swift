/// What went wrong when a running server read its settings again; what failed stayed as it was.
public struct ServerReloadError: Error, Sendable, CustomStringConvertible {
    /// The failures, in the order in which they happened.
    public let failures: [any Error]

    public var description: String { failures.map { "\($0)" }.joined(separator: "; ") }
}
