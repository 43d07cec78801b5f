/// The rules of long polling, without I/O: which poll is answered when and how, and when a connection is over.
///
/// Times are nanoseconds of a monotonic clock.
struct PollingMachine {
    enum Phase {
        /// Negotiated; the first poll has not come.
        case fresh
        case open
        /// The application is done: what waits is still delivered, then the next poll hears of the end.
        case ending
        case over
    }

    private let pollTimeout: UInt64
    private let disconnectTimeout: UInt64
    private(set) var phase = Phase.fresh
    /// Whether a poll waits for something to be sent.
    private(set) var hasPoll = false
    private var hasData = false
    private var isFlushScheduled = false
    /// When ``timerFired(now:)`` is due; `.max` for never.
    private(set) var deadline: UInt64

    init(pollTimeout: UInt64, disconnectTimeout: UInt64, now: UInt64) {
        self.pollTimeout = pollTimeout
        self.disconnectTimeout = disconnectTimeout
        deadline = now + disconnectTimeout
    }

    /// A GET came.
    mutating func pollArrived(now: UInt64) -> PollingActions {
        switch phase {
        case .fresh:
            phase = .open
            deadline = now + disconnectTimeout
            return .answerFirst
        case .open:
            var actions: PollingActions = hasPoll ? [.endOlderPoll, .keepPoll] : .keepPoll
            hasPoll = true
            deadline = now + pollTimeout
            if hasData { actions.formUnion(takeData(now)) }
            return actions
        case .ending:
            var actions: PollingActions = hasPoll ? [.endOlderPoll, .keepPoll] : .keepPoll
            hasPoll = true
            actions.formUnion(hasData ? takeData(now) : finish())
            return actions
        case .over: return .answerUnknown
        }
    }

    /// The client gave the pending poll up.
    mutating func pollAborted(now: UInt64) {
        hasPoll = false
        if phase != .over { deadline = now + disconnectTimeout }
    }

    /// Something was put behind what waits.
    mutating func dataQueued() -> PollingActions {
        guard phase != .over else { return [] }
        hasData = true
        guard hasPoll, !isFlushScheduled else { return [] }
        isFlushScheduled = true
        return .scheduleFlush
    }

    /// The turn in which ``PollingActions/scheduleFlush`` was asked for ends.
    mutating func flushDue(now: UInt64) -> PollingActions {
        isFlushScheduled = false
        guard hasPoll, hasData else { return [] }
        return takeData(now)
    }

    /// The application is done. What it sent is delivered, if need be to a later poll.
    mutating func applicationEnded(now: UInt64) -> PollingActions {
        guard phase == .open || phase == .fresh else { return [] }
        phase = .ending
        guard hasPoll else {
            deadline = now + disconnectTimeout
            return []
        }
        return hasData ? takeData(now) : finish()
    }

    /// The client asked for the end.
    mutating func deleted() -> PollingActions { phase == .open ? finish().union(.notifyClosed) : finish() }

    /// It is over at once; what waits is lost.
    mutating func aborted() -> PollingActions { finish() }

    /// The deadline may have passed.
    mutating func timerFired(now: UInt64) -> PollingActions {
        guard now >= deadline, phase != .over else { return [] }
        guard hasPoll else { return phase == .open ? finish().union(.notifyLost) : finish() }
        hasPoll = false
        deadline = now + disconnectTimeout
        return .answerEmpty
    }

    private mutating func takeData(_ now: UInt64) -> PollingActions {
        hasPoll = false
        hasData = false
        deadline = now + disconnectTimeout
        return .answerWithData
    }

    private mutating func finish() -> PollingActions {
        guard phase != .over else { return [] }
        phase = .over
        deadline = .max
        hasData = false
        defer { hasPoll = false }
        return hasPoll ? [.answerGone, .remove] : .remove
    }
}
