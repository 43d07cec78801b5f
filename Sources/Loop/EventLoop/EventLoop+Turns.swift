internal import CLibUV

/// Turns: what a loop does between two waits for its sockets. Their length is libuv's own time, which costs no call of the clock.
extension EventLoop {
    /// Milliseconds of a monotonic clock as of the beginning of this turn, or a little later; free to read. On the loop only.
    package var turnMilliseconds: Int { Int(uv_now(uv)) }

    /// The current time in the same milliseconds, at the price of a call of the clock. On the loop only.
    package func readMilliseconds() -> Int {
        uv_update_time(uv)
        return Int(uv_now(uv))
    }

    /// Calls `body` at the end of each turn that set ``LoopCounters/wantsTurnEnd``, with the milliseconds the turn took. On the loop only.
    package func onTurnEnd(_ body: @escaping (_ milliseconds: Int) -> Void) { state.pointee.turnBody = body }

    /// Calls `body` after each turn that took `limit` or longer: meanwhile none of the loop's other connections were served. On the loop only.
    package func onStall(_ limit: Duration, _ body: @escaping (_ milliseconds: Int) -> Void) {
        state.pointee.stallMilliseconds = max(1, limit.wholeMilliseconds)
        state.pointee.stallBody = body
    }

    /// A callback begins; the first one of a turn notes the time.
    @inline(__always)
    func beginTurn() {
        if state.pointee.turnStart == 0 { state.pointee.turnStart = uv_now(uv) }
    }

    /// The turn ends. libuv has read the clock since its callbacks ran, and so did we if there was work left.
    @inline(__always)
    func endTurn() {
        let start = state.pointee.turnStart
        guard start != 0 else { return }
        state.pointee.turnStart = 0
        let spent = Int(uv_now(uv) &- start)
        if spent >= state.pointee.stallMilliseconds { tellOfStall(spent) }
        if counters.pointee.wantsTurnEnd { tellOfTurnEnd(spent) }
    }

    @inline(never)
    private func tellOfStall(_ milliseconds: Int) {
        counters.pointee.stalls += 1
        counters.pointee.stalledMilliseconds += milliseconds
        state.pointee.stallBody?(milliseconds)
    }

    @inline(never)
    private func tellOfTurnEnd(_ milliseconds: Int) {
        counters.pointee.wantsTurnEnd = false
        state.pointee.turnBody?(milliseconds)
    }
}
