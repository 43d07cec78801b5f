import Synchronization
import WayleaveJSON

/// Collects what the clients of a broadcast answer, node by node, until all have or the time is up; then completes, once. From any thread.
///
/// A node tells how many of its clients got the event, before or after their answers arrive. Repeated messages of a node that has a name
/// are not counted twice.
final class AcknowledgementCollector: AcknowledgementSink {
    typealias Completion = @Sendable (Result<[JSONValue], BroadcastAcknowledgementError>) -> Void

    /// What one node has told; the name "" stands for nodes that do not tell theirs.
    private struct Node {
        var clients: Int?
        var answers = 0
        var tellers = 0
    }

    private struct State {
        var servers: Int?
        var missing: Set<String> = []
        var nodes: [String: Node] = [:]
        var responses: [JSONValue] = []
        var completion: Completion?
        var cleanup: [@Sendable () -> Void] = []
        var onEnd: (@Sendable () -> Void)?
        var deadline: Deadline?

        var isComplete: Bool {
            guard let servers, missing.isEmpty, nodes.values.reduce(0, { $0 + $1.tellers }) >= servers else { return false }
            return nodes.values.allSatisfy { node in node.clients.map { node.answers >= $0 } ?? false }
        }
    }

    private let state: Mutex<State>

    /// Begins; unless all answers are there after `limit`, `completion` gets an error with those that are.
    init(limit: Duration, _ completion: @escaping Completion) {
        state = Mutex(State(completion: completion))
        // The deadline keeps it alive: the sockets that hold it may all be gone before.
        let deadline = Deadline(after: limit) { self.giveUp(.timedOut) }
        state.withLock { $0.deadline = deadline }
    }

    /// What to do when the answers that are missing are no longer awaited.
    func onGivingUp(_ body: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            guard state.completion != nil else { return true }
            state.cleanup.append(body)
            return false
        }
        if isOver { body() }
    }

    /// What to do when it has completed, however.
    func onEnd(_ body: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if state.completion != nil { state.onEnd = body }
            return state.completion == nil
        }
        if isOver { body() }
    }

    /// So many nodes, of whatever names, will tell how many clients they have; this one is among them.
    func expect(servers count: Int) {
        change { $0.servers = count }
    }

    /// These nodes, by name, will; this one is among them.
    func expect(nodes: Set<String>) {
        change { state in
            state.missing = nodes.filter { state.nodes[$0]?.clients == nil }
            state.servers = 0
        }
    }

    /// A node sent the event to so many clients.
    func told(clients: Int, by node: String) {
        change { state in
            var entry = state.nodes[node] ?? Node()
            guard entry.clients == nil || node.isEmpty else { return }
            entry.clients = (entry.clients ?? 0) + max(clients, 0)
            entry.tellers += 1
            state.nodes[node] = entry
            state.missing.remove(node)
        }
    }

    /// A client of a node has answered.
    func answered(_ value: JSONValue, by node: String) {
        change { state in
            var entry = state.nodes[node] ?? Node()
            if let clients = entry.clients, entry.answers >= clients { return }
            entry.answers += 1
            state.nodes[node] = entry
            state.responses.append(value)
        }
    }

    /// A node is gone: what it has not answered will never be.
    func left(_ node: String) {
        change { state in
            state.missing.remove(node)
            if let entry = state.nodes[node] { state.nodes[node]?.clients = entry.answers }
        }
    }

    /// Completes with what there is; harmless when it has completed.
    func giveUp(_ reason: AcknowledgementError) {
        let (ended, cleanup) = state.withLock { state in (Self.end(&state), state.cleanup) }
        guard let ended else { return }
        for body in cleanup { body() }
        ended.onEnd?()
        ended.completion(.failure(BroadcastAcknowledgementError(reason: reason, responses: ended.responses)))
    }

    private func change(_ body: (inout State) -> Void) {
        let ended = state.withLock { state -> Ended? in
            guard state.completion != nil else { return nil }
            body(&state)
            return state.isComplete ? Self.end(&state) : nil
        }
        guard let ended else { return }
        ended.onEnd?()
        ended.completion(.success(ended.responses))
    }

    /// What is left to do, outside the lock.
    private struct Ended {
        let completion: Completion
        let onEnd: (@Sendable () -> Void)?
        let responses: [JSONValue]
    }

    private static func end(_ state: inout State) -> Ended? {
        guard let completion = state.completion else { return nil }
        state.completion = nil
        state.deadline?.cancel()
        return Ended(completion: completion, onEnd: state.onEnd, responses: state.responses)
    }
}
