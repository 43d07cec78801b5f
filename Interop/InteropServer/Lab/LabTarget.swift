import Wayleave

/// To whom `cast` and `ask-all` send, as their first argument says it: `{from, rooms, except, volatile, timeout}`.
enum LabTarget {
    case client(SocketEmitter)
    case many(BroadcastOperator)

    init(_ stated: JSONValue, _ socket: Socket, _ io: SocketIO) {
        let rooms = Self.rooms(stated["rooms"])
        let excepted = Self.rooms(stated["except"])
        let isVolatile = stated["volatile"].map(Lab.isTruthy) ?? false
        let limit = stated["timeout"]?.double.map { Duration.seconds($0 / 1000) }
        if stated["from"]?.string == "self", rooms.isEmpty, excepted.isEmpty {
            var emitter = socket.compress(true)
            if isVolatile { emitter = emitter.volatile }
            if let limit { emitter = emitter.timeout(limit) }
            self = .client(emitter)
            return
        }
        // With rooms, a socket of the reference server, too, becomes a broadcast that leaves out itself.
        let sender = stated["from"]?.string
        var target = sender == "socket" || sender == "self" ? socket.broadcast : io.of("/").everyone
        if !rooms.isEmpty { target = target.to(rooms) }
        if !excepted.isEmpty { target = target.except(excepted) }
        if isVolatile { target = target.volatile }
        if let limit { target = target.timeout(limit) }
        self = .many(target)
    }

    func emit(_ event: String, values: [JSONValue]) {
        switch self {
        case .client(let emitter): emitter.emit(event, values: values)
        case .many(let target): target.emit(event, values: values)
        }
    }

    /// A room, or a list of rooms.
    static func rooms(_ value: JSONValue?) -> [String] {
        switch value {
        case .array(let rooms)?: rooms.compactMap(\.string)
        case .string(let room)?: [room]
        default: []
        }
    }
}
