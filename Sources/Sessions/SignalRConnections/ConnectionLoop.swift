internal import WayleaveBytes
internal import WayleaveEventLoop

/// What one loop holds for a path: its connections, those that were only negotiated, and the clock of their deadlines. Confined to the loop.
final class ConnectionLoop {
    /// A connection that was negotiated and has not begun.
    struct Negotiated {
        let id: String
        let usesStatefulReconnect: Bool
        let deadline: UInt64
        /// What POSTs brought before the transport began.
        var early: [UInt8] = []
    }

    /// The most bytes that POSTs may bring before the transport begins: 4,096, a handshake many times.
    private static let maxEarlyBytes = 4096
    /// The most bytes that wait so for all connections of a loop: 4 MiB.
    private static let maxEarlyBytesInAll = 4 << 20

    let loop: EventLoop
    let settings: ConnectionSettings
    let makeHandler: @Sendable (SignalRConnection) -> any SignalRConnectionHandler
    private let count: ConnectionCount
    private(set) var connections: [ConnectionToken: SignalRConnection] = [:]
    private var negotiated: [ConnectionToken: Negotiated] = [:]
    private var earlyBytes = 0
    /// The connections over event streams that ended since the last scan, and between the two before.
    private var ended: (now: Set<ConnectionToken>, before: Set<ConnectionToken>) = ([], [])
    /// The connections that have a deadline; each knows its place here.
    private var watched: [SignalRConnection] = []
    private var scan: LoopTimer?
    private var scratch = ByteWriter(capacity: 1024)
    /// Whether the server is stopping: no connection is waited for any more.
    var isStopping = false

    init(
        loop: EventLoop, settings: ConnectionSettings, count: ConnectionCount,
        makeHandler: @escaping @Sendable (SignalRConnection) -> any SignalRConnectionHandler
    ) {
        self.loop = loop
        self.settings = settings
        self.count = count
        self.makeHandler = makeHandler
    }

    // MARK: Connections

    /// Remembers a negotiated connection; `nil` if there is no room.
    func negotiate(id: String?, usesStatefulReconnect: Bool) -> (id: String, token: String)? {
        guard count.add(upTo: settings.maxConnections) else { return nil }
        let token = ConnectionToken.random(loop: loop.index)
        let text = token.text
        let id = id ?? text
        negotiated[token] = Negotiated(
            id: id, usesStatefulReconnect: usesStatefulReconnect, deadline: loop.now.nanoseconds + settings.disconnectTimeout)
        arm()
        return (id, text)
    }

    /// What was negotiated, which begins now and is forgotten here.
    func takeNegotiated(_ token: ConnectionToken) -> Negotiated? {
        let taken = negotiated.removeValue(forKey: token)
        earlyBytes -= taken?.early.count ?? 0
        return taken
    }

    /// Keeps what a POST brought before the transport began, as some clients send their handshake first; `false` if it is too much.
    func keep(_ bytes: [UInt8], for token: ConnectionToken) -> Bool {
        guard let kept = negotiated[token]?.early.count, kept + bytes.count <= Self.maxEarlyBytes,
            earlyBytes + bytes.count <= Self.maxEarlyBytesInAll
        else { return false }
        earlyBytes += bytes.count
        negotiated[token]?.early += bytes
        return true
    }

    func isNegotiated(_ token: ConnectionToken) -> Bool { negotiated[token] != nil }

    /// Makes room for a connection that nobody negotiated; `false` if there is none.
    func reserve() -> Bool { count.add(upTo: settings.maxConnections) }

    func insert(_ connection: SignalRConnection) { connections[connection.secret] = connection }

    func remove(_ connection: SignalRConnection) {
        unwatch(connection)
        guard connections.removeValue(forKey: connection.secret) != nil else { return }
        count.subtract()
        guard connection.transport == .serverSentEvents else { return }
        ended.now.insert(connection.secret)
        arm()
    }

    /// Whether a connection over an event stream ended a moment ago: its client may not have read why yet, and is not to take the answer to
    /// its own POST for the reason.
    func hasJustEnded(_ token: ConnectionToken) -> Bool { ended.now.contains(token) || ended.before.contains(token) }

    /// The server is stopping: what was only negotiated will not begin.
    func forgetNegotiated() {
        for _ in negotiated { count.subtract() }
        negotiated = [:]
        earlyBytes = 0
    }

    /// The most a scratch buffer keeps between uses: 64 KiB, so that one large message does not stay in memory for ever.
    private static let keptScratchBytes = 64 * 1024

    /// Lends the loop's scratch buffer, emptied. Not to be nested: `body` must not send on or close a connection.
    func withScratch<R>(_ body: (inout ByteWriter) -> R) -> R {
        scratch.removeAll()
        defer { if scratch.count > Self.keptScratchBytes { scratch = ByteWriter(capacity: 1024) } }
        return body(&scratch)
    }

    // MARK: Time

    /// Looks at the connection's deadlines from now on.
    func watch(_ connection: SignalRConnection) {
        guard connection.watchPlace < 0 else { return }
        connection.watchPlace = Int32(truncatingIfNeeded: watched.count)
        watched.append(connection)
        arm()
    }

    func unwatch(_ connection: SignalRConnection) {
        let place = Int(connection.watchPlace)
        guard place >= 0, place < watched.count, watched[place] === connection else { return }
        connection.watchPlace = -1
        let last = watched.removeLast()
        guard last !== connection else { return }
        watched[place] = last
        last.watchPlace = Int32(truncatingIfNeeded: place)
    }

    private func arm() {
        if scan == nil { scan = loop.makeTimer { [weak self] in self?.scanDeadlines() } }
        if let scan, !scan.isArmed { scan.reschedule(after: settings.scanInterval) }
    }

    private func scanDeadlines() {
        let now = loop.now.nanoseconds
        if !negotiated.isEmpty {
            for (token, entry) in negotiated where now >= entry.deadline {
                _ = takeNegotiated(token)
                count.subtract()
            }
        }
        ended = ([], ended.now)
        // What a deadline sets going may add and remove others.
        for connection in Array(watched) where connection.watchPlace >= 0 { connection.checkDeadlines(now) }
        if !negotiated.isEmpty || !watched.isEmpty || !ended.now.isEmpty || !ended.before.isEmpty { arm() }
    }
}
