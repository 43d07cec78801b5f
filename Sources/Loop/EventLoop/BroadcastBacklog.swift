internal import Synchronization

/// How much one loop may have waiting of what others broadcast to it.
package struct BroadcastLimits: Sendable {
    /// Broadcasts; default 65,536.
    package var count = 65_536
    /// Their bytes; default 64 MiB. A single larger one is let through.
    package var bytes = 64 << 20

    package init() {}
}

/// Counts the broadcasts that wait for a loop: one that is stalled must not make the others fill the memory.
final class BroadcastBacklog: Sendable {
    private let limits: BroadcastLimits
    private let count = Atomic<Int>(0)
    private let bytes = Atomic<Int>(0)
    /// How many were thrown away.
    let shed = Atomic<Int>(0)

    init(_ limits: BroadcastLimits) { self.limits = limits }

    /// Makes room for one; `false` if there is none.
    func admit(_ size: Int) -> Bool {
        let waiting = count.add(1, ordering: .relaxed).newValue
        let total = bytes.add(size, ordering: .relaxed).newValue
        guard waiting > 1, waiting > limits.count || total > limits.bytes else { return true }
        done(size)
        shed.add(1, ordering: .relaxed)
        return false
    }

    /// One was carried out, or is not going to be.
    func done(_ size: Int) {
        count.subtract(1, ordering: .relaxed)
        bytes.subtract(size, ordering: .relaxed)
    }
}
