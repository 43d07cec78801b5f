/// The sockets of one namespace on one loop, and the rooms they are in. Confined to the loop.
final class NamespaceShard {
    private(set) var sockets: [String: Socket] = [:]
    private var rooms: [String: [String: Socket]] = [:]

    func insert(_ socket: Socket) { sockets[socket.id] = socket }

    func remove(_ socket: Socket) { sockets[socket.id] = nil }

    func add(_ socket: Socket, to room: String) { rooms[room, default: [:]][socket.id] = socket }

    func remove(_ socket: Socket, from room: String) {
        rooms[room]?[socket.id] = nil
        if rooms[room]?.isEmpty == true { rooms[room] = nil }
    }

    /// Calls `body` once for each socket in any of `included` (everybody when that is empty) and in none of `excluded`.
    ///
    /// `body` may make sockets leave: this goes through the members as they were.
    func forEach(in included: [String], except excluded: [String], _ body: (Socket) -> Void) {
        if included.isEmpty {
            for socket in sockets.values where excluded.isEmpty || socket.rooms.isDisjoint(with: excluded) { body(socket) }
        } else if included.count == 1 {
            for socket in (rooms[included[0]] ?? [:]).values where excluded.isEmpty || socket.rooms.isDisjoint(with: excluded) {
                body(socket)
            }
        } else {
            var seen: [String: Socket] = [:]
            for room in included { seen.merge(rooms[room] ?? [:]) { first, _ in first } }
            for socket in seen.values where excluded.isEmpty || socket.rooms.isDisjoint(with: excluded) { body(socket) }
        }
    }
}
