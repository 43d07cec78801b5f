internal import Synchronization

/// How far a server's life has come, for code on any thread.
final class Lifecycle: Sendable {
    private let leaving = Atomic<Bool>(false)

    /// Whether the server was asked to stop.
    var isLeaving: Bool { leaving.load(ordering: .acquiring) }

    /// Says that it was; `false` if it was known already.
    func leave() -> Bool { !leaving.exchange(true, ordering: .acquiringAndReleasing) }
}
