import Synchronization

/// Who is in which room, and what was said there lately; shared by all loops.
final class ChatRooms: Sendable {
    /// Messages kept per room.
    private static let recentCount = 50
    /// Rooms that are remembered when nobody is in them.
    private static let roomCount = 100

    private struct Room {
        var members: [(id: String, name: String)] = []
        var recent: [Said] = []
    }

    private struct State {
        var rooms: [String: Room] = [:]
        var roomOf: [String: String] = [:]
    }

    private let state = Mutex(State())

    func join(_ room: String, id: String, name: String) -> Joined {
        state.withLock { state in
            if state.rooms.count >= Self.roomCount { state.rooms = state.rooms.filter { !$0.value.members.isEmpty } }
            state.rooms[room, default: Room()].members.append((id, name))
            state.roomOf[id] = room
            let entry = state.rooms[room] ?? Room()
            return Joined(room: room, members: entry.members.map(\.name), recent: entry.recent)
        }
    }

    /// Takes a member out; who is left, or `nil` if it was in no room.
    func leave(id: String) -> Members? {
        state.withLock { state in
            guard let room = state.roomOf.removeValue(forKey: id) else { return nil }
            state.rooms[room]?.members.removeAll { $0.id == id }
            return Members(room: room, members: state.rooms[room]?.members.map(\.name) ?? [])
        }
    }

    /// Notes a message; `nil` if its author is in no room.
    func say(_ text: String, id: String, by speech: String, at time: Double) -> Said? {
        state.withLock { state in
            guard let room = state.roomOf[id], let name = state.rooms[room]?.members.first(where: { $0.id == id })?.name else { return nil }
            let said = Said(name: name, text: text, time: time, room: room, by: speech)
            state.rooms[room]?.recent.append(said)
            if let count = state.rooms[room]?.recent.count, count > Self.recentCount { state.rooms[room]?.recent.removeFirst() }
            return said
        }
    }
}
