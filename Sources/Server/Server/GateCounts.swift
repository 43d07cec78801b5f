public import CrossOrigin

/// How often the gate decided what: bounded, as neither origins nor paths are among the keys.
public struct GateCounts: Sendable, Equatable {
    private static let reasons = CrossOriginRefusal.Reason.allCases
    private static let width = reasons.count + 1
    private var counts = [Int](repeating: 0, count: GateEvent.Layer.allCases.count * width)

    init() {}

    private static func place(_ layer: GateEvent.Layer, _ reason: CrossOriginRefusal.Reason?) -> Int {
        let row =
            switch layer {
            case .preflight: 0
            case .actual: 1
            case .upgrade: 2
            }
        return row * width + (reason.map { (reasons.firstIndex(of: $0) ?? 0) + 1 } ?? 0)
    }

    mutating func count(_ layer: GateEvent.Layer, _ reason: CrossOriginRefusal.Reason?, times: Int = 1) {
        counts[Self.place(layer, reason)] += times
    }

    mutating func add(_ other: GateCounts) {
        for i in counts.indices { counts[i] += other.counts[i] }
    }

    /// Requests of this layer that were allowed.
    public func allowed(_ layer: GateEvent.Layer) -> Int { counts[Self.place(layer, nil)] }

    /// Requests of this layer that were refused, for one reason or for any.
    public func refused(_ layer: GateEvent.Layer, _ reason: CrossOriginRefusal.Reason? = nil) -> Int {
        if let reason { return counts[Self.place(layer, reason)] }
        return Self.reasons.reduce(0) { $0 + counts[Self.place(layer, $1)] }
    }
}
