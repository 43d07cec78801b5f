import Synchronization

/// Adds up what the loops of a group answer, until each has.
final class LoopTally: Sendable {
    private let state: Mutex<(awaited: Int, total: Int)>

    /// `awaited`: how many loops will answer.
    init(awaited: Int) { state = Mutex((awaited, 0)) }

    /// Counts one loop's answer; returns the total if it was the last.
    func add(_ count: Int) -> Int? {
        state.withLock { state in
            state.awaited -= 1
            state.total += count
            return state.awaited == 0 ? state.total : nil
        }
    }
}
