public import WayleaveJSON

/// Why not every client of a broadcast has acknowledged it, and what the others answered.
public struct BroadcastAcknowledgementError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What happened: mostly ``AcknowledgementError/timedOut``.
    public let reason: AcknowledgementError
    /// The answers that came in time, one for each client that gave one, in the order of their arrival.
    public let responses: [JSONValue]

    public var description: String { "\(reason), \(responses.count) responses received" }
}
