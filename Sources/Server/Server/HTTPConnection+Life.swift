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
            if let exchange, exchange.onAbort != nil {
                exchange.abort()
                state = .closing
                connection.finish()
            } else {
                peerEnded = true
            }
        case .head where connection.hasLeftovers:
            peerEnded = true
            connection.deliverAgain()
        default: connection.finish()
        }
    }

    func drained() {}

    func closed(_ error: IOError?) {
        if !isMoving { context.openCount -= 1 }
        answered(nil)
        held = nil
        exchange?.abort()
        exchange = nil
        state = .closing
    }
}
