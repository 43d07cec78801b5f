import Synchronization
import WayleaveJSON

/// A namespace's listeners for events of other servers.
final class ServerSideListeners: Sendable {
    typealias Listener = @Sendable ([JSONValue], ServerSideAcknowledgement) -> Void

    private let table = Mutex<[String: [Listener]]>([:])

    func add(_ event: String, _ listener: @escaping Listener) {
        table.withLock { $0[event, default: []].append(listener) }
    }

    func remove(_ event: String) {
        table.withLock { $0[event] = nil }
    }

    /// Calls the listeners of an event, whose name is the packet's first element, in the order in which they were added.
    func dispatch(_ packet: [JSONValue], _ acknowledgement: ServerSideAcknowledgement) {
        guard let event = packet.first else { return }
        let name = event.string ?? event.description
        let listeners = table.withLock { $0[name] ?? [] }
        for listener in listeners { listener(Array(packet.dropFirst()), acknowledgement) }
    }
}
