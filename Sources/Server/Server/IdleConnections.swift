internal import WayleaveEventLoop

/// The connections of a loop that nobody would miss: open, and without a request, for the longest time.
final class IdleConnections {
    private let loop: EventLoop
    private var lookedAt = -1

    /// Connections closed at once at most, at most once a second.
    private static let count = 16

    init(_ loop: EventLoop) { self.loop = loop }

    /// Closes a few of them to make room for others; whether there were any. One that came within this second or the last is left alone.
    func closeOldest() -> Bool {
        let now = loop.coarseSeconds
        guard lookedAt != now else { return false }
        lookedAt = now
        let idle = loop.connections.compactMap { connection -> (since: Int, HTTPConnection)? in
            guard let http = connection.handler as? HTTPConnection, let since = http.idleSince, since < now - 1 else { return nil }
            return (since, http)
        }
        let oldest = idle.sorted { $0.since < $1.since }.prefix(Self.count)
        for (_, connection) in oldest { connection.closeIfIdle(lingering: false) }
        return !oldest.isEmpty
    }
}
