internal import Synchronization
package import WayleaveEventLoop

/// Where each session lives: id → home loop, for requests that arrive on another loop's connection.
///
/// Sharded, so that loops seldom meet at a lock; WebSocket messages never look here.
package final class SessionDirectory: Sendable {
    private final class Shard: Sendable {
        let homes = Mutex<[String: EventLoop]>([:])
    }

    private let shards = (0..<16).map { _ in Shard() }
    private let total = Atomic(0)

    package init() {}

    /// Registers a session's home; `false` if the id is taken.
    package func insert(_ id: String, home: EventLoop) -> Bool {
        let isNew = shard(of: id).homes.withLock { homes in
            guard homes[id] == nil else { return false }
            homes[id] = home
            return true
        }
        if isNew { total.add(1, ordering: .relaxed) }
        return isNew
    }

    package func remove(_ id: String) {
        let wasKnown = shard(of: id).homes.withLock { $0.removeValue(forKey: id) != nil }
        if wasKnown { total.subtract(1, ordering: .relaxed) }
    }

    package func home(of id: String) -> EventLoop? {
        shard(of: id).homes.withLock { $0[id] }
    }

    /// The number of sessions on all loops.
    package var count: Int { total.load(ordering: .relaxed) }

    private func shard(of id: String) -> Shard { shards[Int(UInt(bitPattern: id.hashValue) % UInt(shards.count))] }
}
