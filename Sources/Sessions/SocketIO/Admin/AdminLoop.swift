import WayleaveEventLoop
import WayleaveJSON

/// What one loop counts, and tells the admin UI. Confined to the loop.
final class AdminLoop {
    /// How many messages were told in a second.
    private struct Budget {
        var second = 0
        var used = 0
    }

    /// The seconds whose counts are kept when nobody fetches them.
    private static let maxBuckets = 64

    let admin: Admin
    let loop: EventLoop
    var timer: LoopTimer?
    var isReporting = false
    private var figures = AdminFigures()
    private var current: AdminBucket
    private var (states, events) = (Budget(), Budget())

    init(_ admin: Admin, loop: EventLoop) {
        self.admin = admin
        self.loop = loop
        current = AdminBucket(second: loop.unixSeconds)
    }

    // MARK: Counting

    func opened(_ connection: Connection) {
        turn()
        current.connections += 1
        if connection.transportName == "polling" { figures.polling += 1 }
    }

    func closed(_ connection: Connection, _ reason: String) {
        turn()
        current.disconnections[reason, default: 0] += 1
        if connection.transportName == "polling" { figures.polling -= 1 }
    }

    func received(bytes: Int) {
        turn()
        current.packetsIn += 1
        current.bytesIn += bytes
    }

    func sent(bytes: Int) {
        turn()
        current.packetsOut += 1
        current.bytesOut += bytes
    }

    /// Begins another second when it is time.
    private func turn() {
        let now = loop.unixSeconds
        guard now != current.second else { return }
        if figures.buckets.count >= Self.maxBuckets { figures.buckets.removeFirst() }
        figures.buckets.append(current)
        current = AdminBucket(second: now)
    }

    /// What was counted since the last time.
    func take() -> AdminFigures {
        var taken = figures
        taken.buckets.append(current)
        current = AdminBucket(second: loop.unixSeconds)
        figures = AdminFigures()
        figures.polling = taken.polling
        return taken
    }

    // MARK: Telling

    /// A socket has joined its namespace, and was told so; no handler has run yet.
    func connected(_ socket: Socket) {
        let isAdmin = socket.namespace === admin.namespace
        if isAdmin { admin.welcome(socket) }
        guard admin.options.mode == .development else { return }
        let (name, id) = (socket.namespace.name, socket.id)
        tell("socket_connected") { [admin.description.describe(socket), $0] }
        socket.onDisconnect { [self] reason in
            tell("socket_disconnected") { [.string(name), .string(id), .string(reason.rawValue), $0] }
        }
        // What the UI itself is sent would be told of without end.
        guard !isAdmin else { return }
        socket.onAny { [self] event, arguments in tell("event_received", name, id, event, arguments) }
        socket.onAnyOutgoing { [self] event, arguments in tell("event_sent", name, id, event, arguments) }
    }

    func upgraded(_ connection: Connection, to transport: String) {
        figures.polling -= 1
        guard admin.options.mode == .development else { return }
        for socket in connection.sockets {
            tell("socket_updated") { _ in
                [["id": .string(socket.id), "nsp": .string(socket.namespace.name), "transport": .string(transport)]]
            }
        }
    }

    /// The application has changed what it remembers of the client.
    func updated(_ socket: Socket) {
        guard admin.options.mode == .development, socket.isConnected, socket.namespace !== admin.namespace else { return }
        tell("socket_updated") { _ in
            [["id": .string(socket.id), "nsp": .string(socket.namespace.name), "data": admin.description.shown(.object(socket.data))]]
        }
    }

    func changed(_ event: RoomEvent, of namespace: String) {
        switch event {
        // A page must not hear of its own room before it hears that it has connected.
        case .joined(let room, let id), .left(let room, let id):
            if room == id, namespace == admin.namespace.name { return }
            let message = if case .joined = event { "room_joined" } else { "room_left" }
            tell(message) { [.string(namespace), .string(room), .string(id), $0] }
        case .created, .deleted: break
        }
    }

    private func tell(_ message: String, _ namespace: String, _ id: String, _ event: String, _ arguments: [JSONValue]) {
        guard admin.isWatched, spend(&events) else { return }
        let shown = AdminWeight.bounded(arguments, to: admin.options.maxShownBytes)
        admin.tell(message, [.string(namespace), .string(id), .array([.string(event)] + shown), timestamp])
    }

    private func tell(_ message: String, _ values: (_ timestamp: JSONValue) -> [JSONValue]) {
        guard admin.isWatched else { return }
        guard spend(&states) else {
            figures.hasGap = true
            return
        }
        admin.tell(message, values(timestamp))
    }

    private func spend(_ budget: inout Budget) -> Bool {
        let now = loop.unixSeconds
        if budget.second != now { budget = Budget(second: now) }
        guard budget.used < admin.options.maxMessagesPerSecond else {
            figures.dropped += 1
            return false
        }
        budget.used += 1
        return true
    }

    private var timestamp: JSONValue { .string(AdminHost.timestamp()) }
}
