import Synchronization
import WayleaveEventLoop
import WayleaveRooms

/// What a namespace holds for its adapter.
final class NamespaceExtras: Sendable {
    private let current = Mutex<(any Adapter)?>(nil)
    /// Listeners for events of other servers.
    let listeners = ServerSideListeners()
    /// Listeners for what happens to rooms.
    let census = RoomCensus()

    /// The adapter; `nil` until the server has started, and when the namespace has ended.
    var adapter: (any Adapter)? { current.withLock { $0 } }

    func start(_ adapter: any Adapter) {
        current.withLock { $0 = adapter }
        if census.isNeeded { census.watch(adapter.local.rooms) }
        // Not at once: the caller may hold the server's lock, and what goes wrong is reported to the application.
        adapter.local.rooms.loops.first?.execute { adapter.start() }
    }

    func close() {
        let adapter = current.withLock { adapter in
            let taken = adapter
            adapter = nil
            return taken
        }
        adapter?.close()
    }
}
