import Synchronization

/// Who else is there: nodes that nothing was heard of for too long count as gone.
extension ClusterAdapter {
    /// Sends a heartbeat whenever nothing else was sent for a while, and looks for silent nodes.
    func beginHeartbeats() {
        let options = options
        let step = max(min(options.heartbeatInterval / 5, .seconds(1)), .milliseconds(1))
        let task = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: step)
                guard let self, !Task.isCancelled else { return }
                lookAround(options)
            }
        }
        state.withLock { $0.heartbeats = task }
    }

    private func lookAround(_ options: ClusterOptions) {
        let now = ContinuousClock.now
        let (isDue, silent) = state.withLock { state in
            (now - state.lastPublished >= options.heartbeatInterval, state.nodes.takeSilent(for: options.heartbeatTimeout, at: now))
        }
        if isDue { publish(.heartbeat) }
        for node in silent { lost(node) }
    }

    /// A message says that its sender is there.
    func noticed(_ message: ClusterMessage) {
        guard !message.uid.isEmpty, message.uid != ClusterMessage.emitterID, message.type != .adapterClose else { return }
        state.withLock { if !$0.isClosed { $0.nodes.heard(message.uid, at: .now) } }
    }

    /// A node is gone: nothing waits for it any longer.
    func lost(_ node: String) {
        let pending = state.withLock { state in
            state.nodes.remove(node)
            return (Array(state.collectors.values), Array(state.fetches.values), Array(state.emits.values))
        }
        for collector in pending.0 { collector.left(node) }
        for request in pending.1 { request.left(node) }
        for request in pending.2 { request.left(node) }
    }
}
