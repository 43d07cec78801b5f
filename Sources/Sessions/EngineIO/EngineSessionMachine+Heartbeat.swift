internal import WayleaveEngineIOWire

/// Heartbeats: a ping every interval, a pong within the timeout, both as absolute deadlines (Engine.IO v4 § Heartbeat).
///
/// In revision 3 the client pings, and interval and timeout together are what a ping may take: the session is one that always awaits it.
extension EngineSessionMachine {
    /// A timer this late means that the loop was held up, and that the pong may lie unread in the socket: 50 ms.
    private static let stall: UInt64 = 50_000_000
    /// What such a pong gets: 5 ms, enough for the loop to read its sockets once.
    private static let grace: UInt64 = 5_000_000

    /// A deadline passed.
    package mutating func timerFired(now: UInt64) -> EngineActions {
        var actions: EngineActions = []
        if upgradeDue <= now { actions.formUnion(abandonUpgrade()) }
        if closeDue <= now { actions.formUnion(closeTimedOut()) }
        if heartbeatDue <= now, phase == .open { actions.formUnion(awaitsPong ? pongOverdue(now: now) : pingDue(now: now)) }
        return actions
    }

    /// Whether the session is dead already, even if its timer has not fired yet.
    func hasExpired(now: UInt64) -> Bool {
        guard phase == .open, !isReadingPaused, heartbeatDue <= now else { return false }
        return awaitsPong || now &- heartbeatDue >= settings.pingTimeout || isInGrace
    }

    mutating func pongArrived(now: UInt64) {
        // Only an answer counts: a client cannot put off pings by pongs nobody asked for.
        guard awaitsPong else { return }
        awaitsPong = false
        isInGrace = false
        heartbeatDue = now &+ settings.pingInterval
    }

    /// The client of revision 3 has an interval and a timeout from now on for its next ping.
    mutating func awaitPing(now: UInt64) {
        awaitsPong = true
        isInGrace = false
        heartbeatDue = now &+ settings.pingInterval &+ settings.pingTimeout
    }

    /// The client of revision 3 pinged.
    mutating func pingArrived(now: UInt64) -> EngineActions {
        awaitPing(now: now)
        guard transport == .polling else { return .sendPong }
        // One pong that waits answers any number of pings: whoever pings and never polls must not fill the queue.
        if !queue.endsWithPong { queue.append(.control(.pong)) }
        return hasPendingPoll && upgrade != .probed ? flushPoll() : []
    }

    private mutating func pingDue(now: UInt64) -> EngineActions {
        awaitsPong = true
        heartbeatDue &+= settings.pingTimeout
        if heartbeatDue <= now {
            // The loop slept through the whole timeout. A client that is there was given no chance yet; one that is not has lost it.
            guard transport == .webSocket || hasPendingPoll else { return fail(.pingTimeout) }
            heartbeatDue = now &+ settings.pingTimeout
        }
        guard transport == .polling else { return .sendPing }
        queue.append(.control(.ping))
        return hasPendingPoll && upgrade != .probed ? flushPoll() : []
    }

    private mutating func pongOverdue(now: UInt64) -> EngineActions {
        if isReadingPaused {
            heartbeatDue = now &+ settings.pingTimeout
            return []
        }
        if !isInGrace, now &- heartbeatDue > Self.stall {
            isInGrace = true
            heartbeatDue = now &+ Self.grace
            return []
        }
        return fail(.pingTimeout)
    }

    /// Nobody fetched the last packets.
    private mutating func closeTimedOut() -> EngineActions {
        queue.removeAll()
        return finish()
    }
}
