internal import Synchronization

/// The connections of a path on all loops, begun or negotiated.
final class ConnectionCount: Sendable {
    private let total = Atomic(0)

    var value: Int { total.load(ordering: .relaxed) }

    /// Counts one more unless there are `limit`.
    func add(upTo limit: Int) -> Bool {
        guard total.add(1, ordering: .relaxed).newValue > limit else { return true }
        total.subtract(1, ordering: .relaxed)
        return false
    }

    func subtract() { total.subtract(1, ordering: .relaxed) }
}
