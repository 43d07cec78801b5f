internal import WayleaveEventLoop

/// Requests that have been answered, or never will be: counters, and whoever observes the gate.
extension HTTPConnection {
    /// Counts the response to the request at hand, and tells the observer of the gate; `nil` if there will be none.
    @inline(__always)
    func answered(_ status: Int?) {
        if let status { count(status) }
        if observeAnswer != nil { tellObserver(status) }
    }

    @inline(__always)
    private func count(_ status: Int) {
        let counters = context.counters
        counters.pointee.count(route: Int(route), method: methodKind, status: status)
        let elapsed = UInt32(truncatingIfNeeded: context.loop.turnMilliseconds) &- startedAt
        // How long the turn takes that both began and ended it is known when the turn is over, without a look at the clock for each request.
        guard elapsed == 0 else { return counters.pointee.answered(route: Int(route), after: Int(elapsed)) }
        if counters.pointee.answeredWithinTurn(route: Int(route)) { context.loop.counters.pointee.wantsTurnEnd = true }
    }

    @inline(never)
    private func tellObserver(_ status: Int?) {
        guard let observe = observeAnswer else { return }
        observeAnswer = nil
        observe(status)
    }
}
