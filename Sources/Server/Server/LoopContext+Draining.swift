internal import WayleaveEventLoop

/// A loop's part in stopping in order.
extension LoopContext {
    /// Answers carry `Connection: close` from now on, WebSockets are closed with 1001 evenly over `spread`, and no new ones are opened.
    func beginDraining(spread: Duration, limit: Duration) {
        guard !isDraining else { return }
        isDraining = true
        // A peer that keeps sending without waiting for answers is not followed for ever.
        lastPipelined = loop.coarseSeconds + max(1, limit.wholeSeconds / 2)
        let sockets = loop.connections.compactMap { $0.handler as? WebSocket }.filter(\.isItsOwn)
        loop.spread(sockets, over: spread) { $0.drain() }
        let streams = loop.connections.compactMap { $0.handler as? HTTPConnection }.filter(\.hasEventStream)
        loop.spread(streams, over: spread) { $0.endEventStream() }
    }

    /// Closes the connections that no request is under way on.
    func closeIdle() {
        for connection in loop.connections { (connection.handler as? HTTPConnection)?.closeIfIdle() }
    }
}

extension HTTPConnection {
    /// Whether a request has begun that is not answered.
    var isAtWork: Bool {
        switch state {
        case .head: examined > 0
        case .body, .streamedBody, .busy: true
        case .upgraded, .closing: false
        }
    }

    /// Whether the answer at hand must be the last, since the server stops: unless further requests came before the peer could know.
    var isLastOfDraining: Bool {
        guard context.isDraining else { return false }
        guard context.loop.coarseSeconds < context.lastPipelined, connection.isOpen else { return true }
        return !(isReceiving ? hasMore : connection.hasLeftovers) && !connection.hasUnread
    }

    /// Ends the connection if no request is under way on it, nor waits in the kernel; without a reset, should one come this moment.
    ///
    /// - Parameter lingering: whether a request that is on its way meets no reset; the connection stays open for that moment.
    func closeIfIdle(lingering: Bool = true) {
        if case .head = state, examined == 0, !connection.hasUnread { connection.finish(lingering: lingering) }
    }
}
