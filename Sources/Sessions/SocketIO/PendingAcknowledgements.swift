import WayleaveEventLoop
import WayleaveSocketIOWire

/// The acknowledgements that a socket's client still owes.
struct PendingAcknowledgements {
    /// Takes the client's values, or why there are none.
    typealias Completion = (Result<ArgumentReader, AcknowledgementError>) -> Void

    private struct Entry {
        let completion: Completion
        let timer: LoopTimer?
    }

    private var entries: [Int: Entry] = [:]

    var count: Int { entries.count }

    /// Waits for the answer to `id`, which comes from ``Namespace/nextAckID()``: one id may be asked of many sockets.
    mutating func add(_ id: Int, timer: LoopTimer?, _ completion: @escaping Completion) {
        entries[id] = Entry(completion: completion, timer: timer)
    }

    /// Takes out the completion of `id`; `nil` for ids that are unknown, answered or too late.
    mutating func take(_ id: Int) -> Completion? {
        guard let entry = entries.removeValue(forKey: id) else { return nil }
        entry.timer?.cancel()
        return entry.completion
    }

    mutating func takeAll() -> [Completion] {
        let all = entries.sorted { $0.key < $1.key }
        entries = [:]
        for (_, entry) in all { entry.timer?.cancel() }
        return all.map(\.value.completion)
    }
}
