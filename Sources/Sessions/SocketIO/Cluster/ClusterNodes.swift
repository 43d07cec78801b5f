/// The other nodes that a node knows of, and when it last heard of each.
struct ClusterNodes: Sendable {
    private var lastHeard: [String: ContinuousClock.Instant] = [:]

    var ids: Set<String> { Set(lastHeard.keys) }
    var count: Int { lastHeard.count }

    mutating func heard(_ id: String, at now: ContinuousClock.Instant) { lastHeard[id] = now }

    mutating func remove(_ id: String) { lastHeard[id] = nil }

    /// Takes out the nodes that were not heard of for longer than `limit`.
    mutating func takeSilent(for limit: Duration, at now: ContinuousClock.Instant) -> [String] {
        let silent = lastHeard.filter { now - $0.value > limit }.map(\.key)
        for id in silent { lastHeard[id] = nil }
        return silent
    }
}
