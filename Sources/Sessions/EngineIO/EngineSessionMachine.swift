package import WayleaveBytes
package import WayleaveEngineIOWire

/// The life of one session without I/O or clock: every input is a call, its result says what to do (Engine.IO v4).
///
/// Times are nanoseconds on a monotonic clock. Heartbeats and upgrades are in extensions.
package struct EngineSessionMachine {
    /// How far the session's life has come.
    package enum Phase: Sendable { case open, closing, closed }
    /// How far the move to WebSocket has come.
    package enum Upgrade: Sendable { case none, attached, probed }

    package let settings: EngineSettings
    package let revision: EngineRevision
    /// The client cannot take bytes (`b64=1`).
    private let isTextOnly: Bool
    /// `closing`: closed by the server, its last packets wait for a poll or for the end of an upgrade.
    package internal(set) var phase = Phase.open
    package internal(set) var transport: EngineTransport
    /// `attached`: a candidate WebSocket exists; `probed`: it was probed, the queue waits for the upgrade packet.
    package internal(set) var upgrade = Upgrade.none
    package internal(set) var hasPendingPoll = false
    package internal(set) var hasPendingData = false
    package internal(set) var isReadingPaused = false
    package internal(set) var queue = PacketQueue()
    /// Why the session ended, once it has.
    package internal(set) var closeReason: EngineCloseReason?

    var isFlushScheduled = false
    var awaitsPong = false
    /// A pong that seemed overdue gets one more turn, as the loop itself was late.
    var isInGrace = false
    /// When the next ping is due, or the pong; `.max` for never, as the other deadlines.
    var heartbeatDue: UInt64
    var upgradeDue = UInt64.max
    var closeDue = UInt64.max

    package init(
        settings: EngineSettings, transport: EngineTransport, now: UInt64, revision: EngineRevision = .four, isTextOnly: Bool = false
    ) {
        self.settings = settings
        self.transport = transport
        self.revision = revision
        self.isTextOnly = isTextOnly
        heartbeatDue = now &+ settings.pingInterval
        if revision == .three { awaitPing(now: now) }
    }

    /// How the session's polls are answered.
    var pollFormat: PollFormat { revision == .four ? .separated : isTextOnly ? .counted : .countedBinary }

    /// When ``timerFired(now:)`` must be called next.
    package var nextDeadline: UInt64 { min(heartbeatDue, upgradeDue, closeDue) }

    /// Whether a message would leave at once.
    package var isPollWritable: Bool { hasPendingPoll && !isFlushScheduled && upgrade != .probed && phase == .open }

    // MARK: Requests

    /// A GET with this session's id arrived.
    package mutating func pollArrived(now: UInt64) -> EngineActions {
        if hasExpired(now: now) { return fail(.pingTimeout).union(.refuseUnknownSession) }
        guard phase != .closed else { return .refuseUnknownSession }
        guard transport == .polling else { return .refuseBadRequest }
        // Overlapping polls: the reference closes the session, ending the older poll with a close packet.
        guard !hasPendingPoll else { return fail(.transportError).union(.refuseBadRequest) }
        guard upgrade != .probed else { return [.acceptPoll, .answerPollWithNoop] }
        hasPendingPoll = true
        return queue.isEmpty ? .acceptPoll : flushPoll().union(.acceptPoll)
    }

    /// The pending poll's connection went away.
    package mutating func pollAborted() -> EngineActions {
        guard hasPendingPoll else { return [] }
        hasPendingPoll = false
        return phase == .open ? fail(.transportError) : []
    }

    /// A POST with this session's id arrived. Its packets follow through ``packetArrived(_:now:)``, then ``dataEnded(now:)``.
    ///
    /// It is read even when a pong is overdue, as it may hold that pong; of a client of revision 3 that has not pinged in time it is not.
    package mutating func dataArrived(now: UInt64 = 0) -> EngineActions {
        if revision == .three, hasExpired(now: now) { return fail(.pingTimeout).union(.refuseUnknownSession) }
        guard phase != .closed else { return .refuseUnknownSession }
        guard transport == .polling else { return .refuseBadRequest }
        guard !hasPendingData else { return fail(.transportError).union(.refuseBadRequest) }
        hasPendingData = true
        return .acceptData
    }

    /// A POST arrived whose content type is not Engine.IO's.
    package mutating func unreadableDataArrived() -> EngineActions {
        guard phase == .open, transport == .polling else { return .refuseBadRequest }
        return fail(.transportError).union(.refuseBadRequest)
    }

    /// All packets of the POST were read. While reading is paused the answer is withheld, so that the client sends no more.
    package mutating func dataEnded(now: UInt64) -> EngineActions {
        if hasExpired(now: now) { return fail(.pingTimeout) }
        guard hasPendingData, !isReadingPaused else { return [] }
        hasPendingData = false
        return .answerData
    }

    /// The connection of a POST that waits for its answer went away.
    package mutating func dataAborted() -> EngineActions {
        guard hasPendingData else { return [] }
        hasPendingData = false
        return fail(.transportError)
    }

    // MARK: Packets

    /// A packet arrived in a POST or on the session's WebSocket.
    package mutating func packetArrived(_ type: EnginePacketType, now: UInt64) -> EngineActions {
        guard phase == .open else { return [] }
        switch type {
        case .message: return .deliver
        case .pong:
            guard revision == .four else { return fail(.transportError) }
            pongArrived(now: now)
            return []
        case .close: return fail(.transportClose, farewell: .noop)
        // The reference ignores both; an upgrade packet is meant for a candidate.
        case .noop, .upgrade: return []
        // Pings come from the server (Engine.IO v4), but of revision 3 from the client.
        case .ping: return revision == .four ? fail(.transportError) : pingArrived(now: now)
        case .open: return fail(.parseError)
        }
    }

    /// Something that is no packet arrived.
    package mutating func garbageArrived() -> EngineActions { fail(.parseError) }

    /// The session's WebSocket is gone.
    package mutating func webSocketClosed() -> EngineActions {
        guard transport == .webSocket else { return [] }
        return fail(.transportClose)
    }

    // MARK: Sending and closing

    /// Queues a message of a session that polls or is being upgraded.
    package mutating func send(_ message: EngineMessage) -> EngineActions {
        guard phase == .open else { return [] }
        guard queue.bytes < settings.maxQueuedBytes else { return fail(.transportError) }
        queue.append(.message(message))
        guard hasPendingPoll, !isFlushScheduled, upgrade != .probed else { return [] }
        isFlushScheduled = true
        return .scheduleFlush
    }

    /// The WebSocket's own queue exceeds the session's bound.
    package mutating func queueOverflowed() -> EngineActions { fail(.transportError) }

    /// The end of the turn in which a flush was scheduled.
    package mutating func flushDue() -> EngineActions {
        isFlushScheduled = false
        guard hasPendingPoll, upgrade != .probed, !queue.isEmpty else { return [] }
        return flushPoll()
    }

    /// Writes the payload that answers the poll; returns what follows from it.
    package mutating func writePollBatch(into writer: inout ByteWriter, _ batch: inout PollBatch) -> EngineActions {
        batch = queue.writeBatch(into: &writer, as: pollFormat, maxPackets: settings.maxPacketsPerPoll, maxBytes: settings.maxMessageBytes)
        return phase == .closing && queue.isEmpty ? finish() : []
    }

    /// Takes the next packet to send on the WebSocket.
    package mutating func nextQueued() -> PacketQueue.Entry? { queue.popFirst() }

    /// The server closes the session: what is queued still goes out, then a close packet (polling) or close frame; not if `discard`.
    package mutating func close(_ reason: EngineCloseReason, discard: Bool, now: UInt64) -> EngineActions {
        guard phase == .open else { return [] }
        guard transport == .polling, !discard else { return fail(reason) }
        phase = .closing
        closeReason = reason
        heartbeatDue = .max
        closeDue = now &+ settings.closeTimeout
        queue.append(.control(.close))
        var actions = EngineActions.notifyClosed
        if hasPendingData {
            hasPendingData = false
            actions.insert(.answerData)
        }
        if hasPendingPoll, upgrade != .probed { actions.formUnion(flushPoll()) }
        return actions
    }

    /// The handler cannot take more: WebSocket reading pauses, POSTs wait for their answer, pongs are not expected.
    package mutating func pauseReading() { isReadingPaused = true }

    package mutating func resumeReading(now: UInt64) -> EngineActions {
        guard isReadingPaused else { return [] }
        isReadingPaused = false
        if awaitsPong { heartbeatDue = max(heartbeatDue, now &+ settings.pingTimeout) }
        guard hasPendingData else { return [] }
        hasPendingData = false
        return .answerData
    }

    // MARK: Parts

    mutating func flushPoll() -> EngineActions {
        hasPendingPoll = false
        return .answerPoll
    }

    /// Ends the session at once. A pending poll is answered with `farewell`: `close`, or `noop` when the client itself closed.
    mutating func fail(_ reason: EngineCloseReason, farewell: EnginePacketType = .close) -> EngineActions {
        guard phase != .closed else { return [] }
        var actions: EngineActions = []
        if phase == .open {
            closeReason = reason
            actions.insert(.notifyClosed)
        }
        queue.removeAll()
        if hasPendingPoll {
            queue.append(.control(farewell))
            actions.formUnion(flushPoll())
        }
        return actions.union(finish())
    }

    /// The end: nothing is left to deliver.
    mutating func finish() -> EngineActions {
        phase = .closed
        heartbeatDue = .max
        upgradeDue = .max
        closeDue = .max
        var actions: EngineActions = .remove
        if hasPendingData {
            hasPendingData = false
            actions.insert(.answerData)
        }
        if upgrade != .none {
            upgrade = .none
            actions.insert(.closeCandidate)
        }
        if transport == .webSocket { actions.insert(.closeWebSocket) }
        return actions
    }
}
