import Synchronization

/// The logins to the admin namespace, and those being examined.
final class AdminSessions: Sendable {
    private struct State {
        /// The oldest first.
        var sessions: [(id: String, end: ContinuousClock.Instant)] = []
        var examined = 0
    }

    private let state = Mutex(State())
    private let maxSessions: Int
    private let lifetime: Duration
    private let maxExamined: Int

    init(_ options: AdminOptions) {
        maxSessions = max(options.maxSessions, 1)
        lifetime = options.sessionLifetime
        maxExamined = max(options.maxConcurrentLogins, 1)
    }

    /// Begins a session: 15 random bytes as 20 characters.
    func make(now: ContinuousClock.Instant = .now) -> String {
        let id = SocketID.random()
        state.withLock { state in
            state.sessions.removeAll { $0.end <= now }
            if state.sessions.count >= maxSessions { state.sessions.removeFirst() }
            state.sessions.append((id, now.advanced(by: lifetime)))
        }
        return id
    }

    func contains(_ id: String, now: ContinuousClock.Instant = .now) -> Bool {
        state.withLock { $0.sessions.contains { $0.id == id && $0.end > now } }
    }

    /// Whether another login may be examined; ``leave()`` ends that.
    func enter() -> Bool {
        state.withLock { state in
            guard state.examined < maxExamined else { return false }
            state.examined += 1
            return true
        }
    }

    func leave() { state.withLock { $0.examined -= 1 } }
}
