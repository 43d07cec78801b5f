/// Decides whether a frame that many connections share is sent at once or with the rest of the turn.
///
/// A single broadcast is cheapest sent at once: each connection is touched one time. Several in one turn are cheapest queued: each connection
/// gets them in one write. Which it will be is not known beforehand, so it is taken to be as it was in the last turn with broadcasts; a
/// connection is sent to at once no more than one time in a turn.
struct SharedWrites {
    /// Whether the first shared frame of a turn goes out at once.
    private(set) var areAtOnce = true
    /// Numbers the turns.
    private(set) var turn: UInt32 = 1
    private var hasWritten = false
    private var hasRepeated = false

    @inline(__always)
    mutating func noteWrite() { hasWritten = true }

    /// A connection was given a second shared frame in the turn.
    @inline(__always)
    mutating func noteRepeat() { hasRepeated = true }

    @inline(__always)
    mutating func endTurn() {
        turn &+= 1
        guard hasWritten else { return }
        areAtOnce = !hasRepeated
        hasWritten = false
        hasRepeated = false
    }
}
