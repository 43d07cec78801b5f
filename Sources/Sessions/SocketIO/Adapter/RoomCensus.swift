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
        /// Events that were not told yet, and whether somebody is telling them.
        var untold: [RoomEvent] = []
        var isTelling = false
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
            state.withLock { state in
                for name in shard.names { state.shards[name, default: 0] += 1 }
            }
            shard.onChange = { [self] change in heard(change) }
        }
    }

    /// Whoever finds nobody telling tells all that there is: what two loops change at once is told in the order in which it was counted.
    private func heard(_ change: RoomChange<Socket>) {
        let mustTell = state.withLock { state in
            Self.count(change, &state)
            defer { state.isTelling = state.isTelling || !state.untold.isEmpty }
            return !state.isTelling && !state.untold.isEmpty
        }
        guard mustTell else { return }
        while let (events, listeners) = takeUntold() {
            for event in events {
                for listener in listeners { listener(event) }
            }
        }
    }

    private func takeUntold() -> ([RoomEvent], [Listener])? {
        state.withLock { state in
            guard !state.untold.isEmpty else {
                state.isTelling = false
                return nil
            }
            defer { state.untold = [] }
            return (state.untold, state.listeners)
        }
    }

    private static func count(_ change: RoomChange<Socket>, _ state: inout State) {
        switch change {
        case .created(let room):
            state.shards[room, default: 0] += 1
            if state.shards[room] == 1 { state.untold.append(.created(room: room)) }
        case .joined(let room, let socket): state.untold.append(.joined(room: room, socketID: socket.id))
        case .left(let room, let socket): state.untold.append(.left(room: room, socketID: socket.id))
        case .deleted(let room):
            let left = (state.shards[room] ?? 1) - 1
            state.shards[room] = left > 0 ? left : nil
            if left <= 0 { state.untold.append(.deleted(room: room)) }
        }
    }
}
