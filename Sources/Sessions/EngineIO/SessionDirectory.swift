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

    package init() {}

    /// Registers a session's home; `false` if the id is taken.
    package func insert(_ id: String, home: EventLoop) -> Bool {
        shard(of: id).homes.withLock { homes in
            guard homes[id] == nil else { return false }
            homes[id] = home
            return true
        }
    }

    package func remove(_ id: String) {
        shard(of: id).homes.withLock { _ = $0.removeValue(forKey: id) }
    }

    package func home(of id: String) -> EventLoop? {
        shard(of: id).homes.withLock { $0[id] }
    }

    /// The number of sessions on all loops.
    package var count: Int { shards.reduce(0) { $0 + $1.homes.withLock { $0.count } } }

    private func shard(of id: String) -> Shard { shards[Int(UInt(bitPattern: id.hashValue) % UInt(shards.count))] }
}
