internal import Synchronization

/// Lets a refusal into the log once per distinct key (origin and layer, or kind of failure) and minute; remembers at most 1,024 of them.
final class RefusalLog: Sendable {
    private static let capacity = 1024
    private static let seconds = 60
    private let seen = Mutex<[String: Int]>([:])

    /// Whether a line about `key` is due at `now` (in seconds); if so it is counted as written.
    func isDue(_ key: String, now: Int) -> Bool {
        seen.withLock { seen in
            if let last = seen[key], now - last < Self.seconds { return false }
            if seen.count >= Self.capacity { seen = seen.filter { now - $0.value < Self.seconds } }
            // Full of recent origins: an attacker invents them. Saying nothing more for a minute is the bound.
            if seen.count >= Self.capacity { return false }
            seen[key] = now
            return true
        }
    }
}
