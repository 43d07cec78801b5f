public import WayleaveJSON

/// Not all other servers answered a server-side event in time; what those that did answered is in it.
public struct ServerSideEmitError: Error, Sendable, Equatable, CustomStringConvertible {
    /// How many servers did not answer.
    public let missing: Int
    /// The answers that came.
    public let responses: [JSONValue]

    public var description: String { "timeout reached: missing \(missing) responses" }
}
