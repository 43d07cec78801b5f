internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// Time-outs, half-closed connections and the end.
extension HTTPConnection {
    func setDeadline(_ seconds: Int?) {
        deadline = seconds.map { context.loop.coarseSeconds + max(1, $0) } ?? .max
    }

    func tick(_ now: Int) {
        let unsent = connection.unsentBytes
        if unsent != lastUnsent {
            // A slow reader is not idle.
            lastUnsent = unsent
            if case .head = state, examined == 0 { return setDeadline(context.site.idleSeconds) }
        }
        if let outgoing, outgoing.tick(now, unsent: unsent, limit: context.site.stalledReaderSeconds) { return dropStalledReader() }
        if case .streamedBody(let body) = state { return watch(body, now) }
        guard now > deadline else { return }
        switch state {
        case .head where examined == 0:
            context.counters.pointee.timedOut(.idle)
            connection.finish()
        case .head:
            context.counters.pointee.timedOut(.head)
            (route, methodKind) = (0, .other)
            startedAt = UInt32(truncatingIfNeeded: context.loop.turnMilliseconds)
            salvageFields(UnsafeRawBufferPointer(start: nil, count: 0))
            refuse(.problem(.requestTimeout, "The request did not arrive in time."))
        case .body(let pending) where pending.keepsUp(with: context.site.limits.minBytesPerSecond):
            pending.allowedSeconds += 1
            setDeadline(1)
        case .body:
            context.counters.pointee.timedOut(.body)
            refuse(.problem(.requestTimeout, "The request did not arrive in time."))
        default: break
        }
    }

    /// Since when, in the loop's seconds, it has been open without a request; `nil` while there is one.
    var idleSince: Int? {
        guard case .head = state, examined == 0, !connection.hasLeftovers, connection.isOpen else { return nil }
        return deadline - context.site.idleSeconds
    }

    func ended() {
        switch state {
        case .busy:
            if let outgoing, outgoing.endsWithPeer { return connection.abort() }
            if let exchange, exchange.onAbort != nil {
                exchange.abort()
                state = .closing
                connection.finish()
            } else {
                peerEnded = true
            }
        case .streamedBody(let body): endedWithin(body)
        case .head where connection.hasLeftovers:
            peerEnded = true
            connection.deliverAgain()
        default: connection.finish()
        }
    }

    func drained() { outgoing?.drained() }

    /// Whether what is streamed is something that nobody waits for the end of.
    var hasEventStream: Bool { outgoing.map { $0.endsWithPeer && !$0.belongsToMount } ?? false }

    /// The server is stopping.
    func endEventStream() {
        if let outgoing, hasEventStream { outgoing.close() }
    }

    func closed(_ error: IOError?) {
        if !isMoving { context.openCount -= 1 }
        answered(nil)
        held = nil
        exchange?.abort()
        exchange = nil
        outgoing?.peerGone()
        outgoing = nil
        if case .streamedBody(let body) = state { body.peerGone() }
        state = .closing
    }
}
