import Synchronization
import WayleaveRooms

/// Makes one sequence of events of what the loops tell of their shards: a room exists while any of them has members of it.
///
/// It is there only while somebody listens.
final class RoomCensus: Sendable {
    typealias Listener = @Sendable (RoomEvent) -> Void

    private struct State {
        /// The number of shards that have the room.
        var shards: [String: Int] = [:]
        var listeners: [Listener] = []
        var isWatching = false
    }

    private let state = Mutex(State())

    /// Adds a listener; returns whether it is the first, so that the shards must be watched from now on.
    func add(_ listener: @escaping Listener) -> Bool {
        state.withLock { state in
            state.listeners.append(listener)
            return state.listeners.count == 1
        }
    }

    var isNeeded: Bool { state.withLock { !$0.listeners.isEmpty } }

    /// Watches all shards, once.
    func watch(_ rooms: ShardedRooms<Socket>) {
        let isFirst = state.withLock { state in
            defer { state.isWatching = true }
            return !state.isWatching
        }
        guard isFirst else { return }
        rooms.forEachShard { [self] shard in
            for name in shard.names { _ = appeared(name) }
            shard.onChange = { [self] change in heard(change) }
        }
    }

    private func heard(_ change: RoomChange<Socket>) {
        switch change {
        case .created(let room): if appeared(room) { tell(.created(room: room)) }
        case .joined(let room, let socket): tell(.joined(room: room, socketID: socket.id))
        case .left(let room, let socket): tell(.left(room: room, socketID: socket.id))
        case .deleted(let room): if vanished(room) { tell(.deleted(room: room)) }
        }
    }

    private func appeared(_ room: String) -> Bool {
        state.withLock { state in
            state.shards[room, default: 0] += 1
            return state.shards[room] == 1
        }
    }

    private func vanished(_ room: String) -> Bool {
        state.withLock { state in
            guard let count = state.shards[room], count > 1 else { return state.shards.removeValue(forKey: room) != nil }
            state.shards[room] = count - 1
            return false
        }
    }

    private func tell(_ event: RoomEvent) {
        for listener in state.withLock({ $0.listeners }) { listener(event) }
    }
}
