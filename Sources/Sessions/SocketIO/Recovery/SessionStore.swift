/// Sessions that wait for their clients, oldest first, within bounds. A value; whoever holds it synchronises.
struct SessionStore: Sendable {
    private var sessions: [String: (session: RecoverySession, turn: Int)] = [:]
    /// Private ids in the order of their arrival; those taken out meanwhile are skipped.
    private var order: [(pid: String, turn: Int)] = []
    private var head = 0
    private var nextTurn = 0
    private(set) var bytes = 0
    private(set) var evicted = 0

    var count: Int { sessions.count }
    /// How many places of the order are in use, those of sessions that were taken out among them.
    var traces: Int { order.count }

    /// Adds a session, and drops the oldest ones beyond the bounds.
    mutating func insert(_ session: RecoverySession, maxCount: Int, maxBytes: Int) {
        _ = take(session.pid)
        nextTurn += 1
        sessions[session.pid] = (session, nextTurn)
        order.append((session.pid, nextTurn))
        bytes += session.bytes
        while sessions.count > max(maxCount, 0) || bytes > maxBytes, dropOldest() { evicted += 1 }
        compact()
    }

    mutating func take(_ pid: String) -> RecoverySession? {
        guard let (session, _) = sessions.removeValue(forKey: pid) else { return nil }
        bytes -= session.bytes
        return session
    }

    /// Drops the sessions whose sockets were in rooms that `isMeant` picks.
    mutating func dropAll(where isMeant: (Set<String>) -> Bool) {
        for (pid, entry) in sessions where isMeant(Set(entry.session.rooms)) { _ = take(pid) }
        compact()
    }

    /// Drops the sessions whose clients went before `instant`.
    mutating func dropAll(before instant: ContinuousClock.Instant) {
        while head < order.count {
            let first = order[head]
            if let entry = sessions[first.pid], entry.turn == first.turn {
                guard entry.session.disconnectedAt < instant else { break }
                _ = take(first.pid)
            }
            head += 1
        }
        compact()
    }

    private mutating func dropOldest() -> Bool {
        while head < order.count {
            let first = order[head]
            head += 1
            if sessions[first.pid]?.turn == first.turn {
                _ = take(first.pid)
                return true
            }
        }
        return false
    }

    /// The list does not outgrow the sessions by more than its like.
    private mutating func compact() {
        guard head > 64 || order.count > 64, head > order.count / 2 || order.count - head > sessions.count * 2 else { return }
        order = order[head...].filter { sessions[$0.pid]?.turn == $0.turn }
        head = 0
    }
}
