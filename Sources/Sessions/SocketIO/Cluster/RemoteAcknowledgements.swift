import Synchronization
import WayleaveJSON

/// Passes what this node's clients do with another node's event on to that node, for as long as it waits.
final class RemoteAcknowledgements: AcknowledgementSink {
    private struct State {
        var cleanup: [@Sendable () -> Void] = []
        var isOver = false
        var clients: Int?
        var answers = 0
        var deadline: Deadline?
    }

    private let respond: @Sendable (ClusterMessage.Body) -> Void
    private let requestID: String
    private let state = Mutex(State())

    init(requestID: String, within limit: Duration, respond: @escaping @Sendable (ClusterMessage.Body) -> Void) {
        self.requestID = requestID
        self.respond = respond
        // Kept alive by the deadline: the sockets' entries, which hold it too, may be gone before.
        let deadline = Deadline(after: limit) { self.end() }
        state.withLock { $0.deadline = deadline }
    }

    func told(clients: Int, by node: String) {
        respond(.broadcastClientCount(clients, requestID: requestID))
        count { $0.clients = clients }
    }

    func answered(_ value: JSONValue, by node: String) {
        respond(.broadcastAck(value, requestID: requestID))
        count { $0.answers += 1 }
    }

    func onGivingUp(_ body: @escaping @Sendable () -> Void) {
        state.withLock { if !$0.isOver { $0.cleanup.append(body) } }
    }

    private func count(_ body: (inout State) -> Void) {
        state.withLock { state in
            body(&state)
            guard state.clients == state.answers else { return }
            state.isOver = true
            state.cleanup = []
            state.deadline?.cancel()
        }
    }

    private func end() {
        let cleanup = state.withLock { state in
            let taken = state.isOver ? [] : state.cleanup
            state.isOver = true
            state.cleanup = []
            return taken
        }
        for body in cleanup { body() }
    }
}
