import Synchronization

/// Collects what the other nodes answer to one request, until all have or the time is up; then completes, once. From any thread.
final class ClusterRequest<Answer: Sendable>: Sendable {
    /// Gets all answers, or those that came and how many nodes gave none.
    typealias Completion = @Sendable (_ answers: [Answer], _ missing: Int) -> Void

    private struct State {
        var missing: Set<String>
        /// How many unnamed nodes are to answer.
        var unnamed: Int
        var answered: Set<String> = []
        var answers: [Answer] = []
        var completion: Completion?
        var deadline: Deadline?

        var missingCount: Int { missing.count + max(unnamed, 0) }
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - nodes: the ids of the nodes that must answer; or
    ///   - unnamed: how many must, when only their number is known.
    init(nodes: Set<String>, unnamed: Int = 0, within limit: Duration, _ completion: @escaping Completion) {
        state = Mutex(State(missing: nodes, unnamed: unnamed, completion: completion))
        let deadline = Deadline(after: limit) { self.giveUp() }
        state.withLock { $0.deadline = deadline }
    }

    /// A node has answered; what it repeats is ignored.
    func answered(_ answers: [Answer], by node: String) {
        finish { state in
            guard node.isEmpty || state.answered.insert(node).inserted else { return false }
            if state.missing.remove(node) == nil { state.unnamed -= 1 }
            state.answers += answers
            return state.missingCount == 0
        }
    }

    /// A node is gone and will not answer.
    func left(_ node: String) {
        finish { state in state.missing.remove(node) != nil && state.missingCount == 0 }
    }

    /// Completes with what there is; harmless when it has completed.
    func giveUp() { finish { _ in true } }

    private func finish(if isOver: (inout State) -> Bool) {
        let (completion, answers, missing) = state.withLock { state -> (Completion?, [Answer], Int) in
            guard state.completion != nil, isOver(&state) else { return (nil, [], 0) }
            let taken = (state.completion, state.answers, state.missingCount)
            state.completion = nil
            state.deadline?.cancel()
            return taken
        }
        completion?(answers, missing)
    }
}
