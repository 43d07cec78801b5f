internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// What the HTTP connections and WebSockets of one loop count: plain integers, summed over the loops when the metrics are asked for.
///
/// They are reached through ``LoopContext/counters``, a pointer. Their number is fixed when the server starts: by route, method and
/// class of status, never by anything a peer makes up.
struct ServerCounters: Sendable {
    /// Names of the request methods that are counted apart, by `RequestMethodKind`.
    static let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "CONNECT", "TRACE", "other"]
    /// Classes of statuses: 1xx to 5xx.
    static let classes = 5

    /// Responses, by route, method and class of status; see ``place(route:method:status:)``.
    private(set) var responses: [Int]
    /// How long requests took to be answered, by route.
    private(set) var durations: [DurationHistogram]
    var webSocketsOpened = 0
    /// Closed WebSockets, by ``CloseCodeClass``.
    var webSocketsClosed = [Int](repeating: 0, count: CloseCodeClass.allCases.count)
    var messagesReceived = 0
    var messagesSent = 0
    /// Messages that were not sent, because their receiver is slow and its policy is to leave them out.
    var messagesDiscarded = 0
    /// WebSocket handshakes that were refused for a fault of their own.
    var handshakesRefused = 0
    /// By ``TimeoutKind``.
    var timeouts = [Int](repeating: 0, count: TimeoutKind.allCases.count)
    /// Requests that other requests of the same turn were answered with, by route, until the turn's end tells how long it took.
    private var turn: [(route: Int, count: Int)] = []
    /// The route answered last in this turn, and how often in a row.
    private var turnRoute = 0
    private var turnCount = 0

    init(routeCount: Int) {
        responses = [Int](repeating: 0, count: routeCount * Self.methods.count * Self.classes)
        durations = [DurationHistogram](repeating: DurationHistogram(), count: routeCount)
    }

    /// Where responses of this kind are counted.
    @inline(__always)
    static func place(route: Int, method: Int, status: Int) -> Int {
        (route &* methods.count &+ method) &* classes &+ min(max(status / 100, 1), 5) &- 1
    }

    /// Counts a response.
    @inline(__always)
    mutating func count(route: Int, method: RequestMethodKind, status: Int) {
        responses[Self.place(route: route, method: Int(method.rawValue), status: status)] &+= 1
    }

    /// Notes a request that was answered in the turn in which it arrived; returns whether it is the turn's first.
    @inline(__always)
    mutating func answeredWithinTurn(route: Int) -> Bool {
        if turnCount > 0, route == turnRoute {
            turnCount &+= 1
            return false
        }
        return answeredOther(route)
    }

    @inline(never)
    private mutating func answeredOther(_ route: Int) -> Bool {
        let isFirst = turnCount == 0
        if !isFirst { turn.append((turnRoute, turnCount)) }
        (turnRoute, turnCount) = (route, 1)
        return isFirst
    }

    /// Counts a request that took longer than a turn.
    mutating func answered(route: Int, after milliseconds: Int) { durations[route].observe(milliseconds) }

    /// The routes that were answered in this turn, in order; for whoever looks for the one that held it up.
    var routesOfTurn: [Int] { turnCount == 0 ? [] : turn.map(\.route) + [turnRoute] }

    /// Counts how long the requests of the turn that ends took.
    mutating func endTurn(_ milliseconds: Int) {
        guard turnCount > 0 else { return }
        durations[turnRoute].observe(milliseconds, times: turnCount)
        for (route, count) in turn { durations[route].observe(milliseconds, times: count) }
        turnCount = 0
        if !turn.isEmpty { turn.removeAll(keepingCapacity: turn.count < 1024) }
    }

    /// Counts a closed WebSocket.
    mutating func closed(_ code: CloseCodeClass) { webSocketsClosed[code.place] += 1 }

    /// Counts a time-out.
    mutating func timedOut(_ kind: TimeoutKind) { timeouts[kind.rawValue] += 1 }

    /// Adds what another loop counted.
    mutating func add(_ other: ServerCounters) {
        for i in responses.indices { responses[i] += other.responses[i] }
        for i in durations.indices { durations[i].add(other.durations[i]) }
        for i in webSocketsClosed.indices { webSocketsClosed[i] += other.webSocketsClosed[i] }
        for i in timeouts.indices { timeouts[i] += other.timeouts[i] }
        webSocketsOpened += other.webSocketsOpened
        messagesReceived += other.messagesReceived
        messagesSent += other.messagesSent
        messagesDiscarded += other.messagesDiscarded
        handshakesRefused += other.handshakesRefused
    }
}
