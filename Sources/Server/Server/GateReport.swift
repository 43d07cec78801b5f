internal import CrossOrigin

/// What the gate of one loop, or of all loops together, has decided so far; bounded.
struct GateReport: Sendable {
    /// By route, see ``Router/labels``; `nil` where nothing was decided yet.
    var counts: [GateCounts?]
    /// What a candidate policy would have done otherwise: refused, by reason, or (`nil`) allowed.
    var candidate: [CrossOriginRefusal.Reason?: Int] = [:]
    /// Requests that the guard against forged ones refused.
    var forged: [CrossSiteRefusal.Reason: Int] = [:]
    /// Handlers' own fields that the policy's replaced.
    var replacedFields = 0
    /// The origins refused most often.
    var refused = RefusalTally()
    /// The origins a candidate policy would have refused most often.
    var candidateRefused = RefusalTally()

    init(routeCount: Int) { counts = [GateCounts?](repeating: nil, count: routeCount) }

    mutating func count(_ layer: GateEvent.Layer, _ reason: CrossOriginRefusal.Reason?, route: Int, times: Int = 1) {
        if counts[route] == nil { counts[route] = GateCounts() }
        counts[route]?.count(layer, reason, times: times)
    }

    mutating func add(_ other: GateReport) {
        for (route, more) in other.counts.enumerated() {
            guard let more else { continue }
            var sum = counts[route] ?? GateCounts()
            sum.add(more)
            counts[route] = sum
        }
        candidate.merge(other.candidate, uniquingKeysWith: +)
        forged.merge(other.forged, uniquingKeysWith: +)
        replacedFields += other.replacedFields
        refused.merge(other.refused)
        candidateRefused.merge(other.candidateRefused)
    }

    /// All routes together.
    var total: GateCounts {
        var sum = GateCounts()
        for case let more? in counts { sum.add(more) }
        return sum
    }
}
