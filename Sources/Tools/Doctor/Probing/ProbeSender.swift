/// Whoever sends requests for a walk: the network, a recording, or a test.
package protocol ProbeSender: AnyObject {
    /// How many requests may still be sent.
    var requestsLeft: Int { get }

    /// Sends requests, several at a time where that is possible, and returns their answers in the same order.
    func send(_ probes: [Probe]) -> [ProbeAnswer]

    /// Holds a silent WebSocket for up to `seconds`; `nil` when it does not open, or where there is no network.
    func hold(_ probe: Probe, seconds: Int) -> IdleReport?
}

extension ProbeSender {
    package func hold(_ probe: Probe, seconds: Int) -> IdleReport? { nil }
}
