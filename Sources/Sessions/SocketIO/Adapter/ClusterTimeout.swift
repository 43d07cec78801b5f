/// Not all servers of a cluster answered in time.
public struct ClusterTimeout: Error, Sendable, Equatable, CustomStringConvertible {
    /// How many did not.
    public let missing: Int

    public var description: String { "timeout reached: missing \(missing) responses" }
}
