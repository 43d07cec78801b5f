import Synchronization

/// Tells the last of several loops that it is.
final class LoopCountdown: Sendable {
    private let count: Atomic<Int>

    init(_ count: Int) { self.count = Atomic(count) }

    var left: Int { count.load(ordering: .relaxed) }

    func isLast() -> Bool { count.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 }
}
