import Synchronization
import WayleaveJSON

/// What the admin UI may do, where that is allowed.
extension Admin {
    /// The commands `emit`, `join`, `leave` and `_disconnect`, each with a namespace and a filter: a room, a socket's id, or nobody in particular.
    func serveCommands(_ socket: Socket) {
        socket.onRaw("emit") { [self] arguments, _ in
            guard arguments.count > 2, let event = arguments[2].string else { throw AdminCommandError.malformed("emit") }
            try target(arguments, filter: 1).emit(event, values: Array(arguments.dropFirst(3)))
        }
        socket.onRaw("join") { [self] arguments, _ in
            try target(arguments, filter: 2).socketsJoin(try rooms(arguments, "join"))
        }
        socket.onRaw("leave") { [self] arguments, _ in
            try target(arguments, filter: 2).socketsLeave(try rooms(arguments, "leave"))
        }
        socket.onRaw("_disconnect") { [self] arguments, _ in
            let close = arguments.count > 1 ? arguments[1].bool ?? false : false
            try target(arguments, filter: 2).disconnectSockets(close: close)
        }
    }

    /// The sockets a command is for. A namespace that does not exist is not made.
    private func target(_ arguments: [JSONValue], filter: Int) throws -> BroadcastOperator {
        let name = arguments.first?.string ?? ""
        guard let namespace = server.directory.withLock({ $0.entries[name]?.namespace }) else {
            throw AdminCommandError.unknownNamespace(name)
        }
        guard arguments.count > filter else { return namespace.everyone }
        switch arguments[filter] {
        case .null: return namespace.everyone
        case .string(let room): return room.isEmpty ? namespace.everyone : namespace.to([room])
        // Whom somebody meant who wrote something else is not for us to guess: everybody would be the worst of guesses.
        default: throw AdminCommandError.malformed("filter")
        }
    }

    private func rooms(_ arguments: [JSONValue], _ command: String) throws -> [String] {
        guard arguments.count > 1, let room = arguments[1].string, !room.isEmpty else { throw AdminCommandError.malformed(command) }
        return [room]
    }
}
