internal import CrossOrigin
internal import Synchronization

/// The policies in force, replaceable while requests are judged.
///
/// Each loop keeps a copy and compares one number per request; only after a replacement does it take the lock, once.
final class LivePolicies: Sendable {
    struct Snapshot: Sendable {
        var paths: PathPolicies
        /// On trial beside the server's own policy.
        var candidate: CrossOriginPolicy?
    }

    private let current: Mutex<Snapshot>
    private let changes = Atomic<Int>(0)

    init(_ paths: PathPolicies, candidate: CrossOriginPolicy?) {
        current = Mutex(Snapshot(paths: paths, candidate: candidate))
    }

    /// How often they were changed.
    var generation: Int { changes.load(ordering: .acquiring) }

    func read() -> Snapshot { current.withLock { $0 } }

    /// Changes them as one, for all requests judged from now on.
    func change<Result: Sendable>(_ body: (inout Snapshot) -> Result) -> Result {
        let result = current.withLock { body(&$0) }
        changes.add(1, ordering: .releasing)
        return result
    }
}
