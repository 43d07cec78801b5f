internal import WayleaveEventLoop
internal import WayleaveHTTPWire

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

    /// Remembers what the access log wants to know of the request at hand, once the gate has set its own observer.
    @inline(never)
    func noteForAccessLog(_ head: UnsafeRawBufferPointer, _ path: UnsafeRawBufferPointer) {
        guard let tell = context.site.onResponse else { return }
        let before = observeAnswer
        let method = Self.text(context.parser.pointee.layout.method.bytes(in: head))
        let (path, route, began) = (Self.text(path), Int(route), startedAt)
        observeAnswer = { [unowned self] status in
            before?(status)
            let elapsed = UInt32(truncatingIfNeeded: context.loop.readMilliseconds()) &- began
            tell(
                ResponseRecord(
                    method: method, path: path, route: context.site.router.labels[route].text, status: status,
                    duration: .milliseconds(elapsed), remoteAddress: remoteAddress))
        }
    }
}
