import Synchronization
import Wayleave

/// The API's latest 500 gate decisions, for the pages to show.
final class GateLog: Sendable {
    private static let capacity = 500
    private let state = Mutex<(entries: [Entry], lastID: Int)>(([], 0))

    struct Entries: Encodable { let entries: [Entry] }

    struct Entry: Encodable, Sendable {
        let id: Int
        let time: Double
        let layer: String
        let method: String
        let path: String
        let origin: String?
        let decision: String
        let status: Int?
        let reason: String?
        let mend: String?
    }

    func add(_ event: GateEvent) {
        // A poll is an ordinary request to the gate; the page tells them apart.
        let layer = event.layer == .actual && event.transport == "polling" ? "poll" : event.layer.rawValue
        state.withLock { state in
            state.lastID += 1
            state.entries.append(
                Entry(
                    id: state.lastID, time: WallClock.now, layer: layer, method: event.method, path: event.path, origin: event.origin,
                    decision: event.isAllowed ? "allow" : "refuse", status: event.status, reason: event.reason, mend: event.mend))
            if state.entries.count > Self.capacity { state.entries.removeFirst(state.entries.count - Self.capacity) }
        }
    }

    /// What came after the entry `id`, newest last.
    func entries(after id: Int) -> Entries { state.withLock { state in Entries(entries: state.entries.filter { $0.id > id }) } }
}
