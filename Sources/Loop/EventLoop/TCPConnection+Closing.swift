internal import CLibUV
internal import WayleaveBytes
internal import WayleaveTLS

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Closing, in order or at once, and moving to another loop.
extension TCPConnection {
    func fail(_ code: Int32, _ verb: String) {
        if error == nil { error = IOError(errno: code, operation: "\(verb) \(remoteAddress?.description ?? "a peer")") }
        abort()
    }

    /// Closes after everything written has left, or when ten seconds pass in which the peer takes nothing.
    ///
    /// - Parameter lingering: also announce the end and read on for a moment, so that a peer which is still sending a request that was
    ///   refused gets the answer instead of a reset.
    package func finish(lingering: Bool = false) {
        guard phase == .open else { return }
        phase = .finishing
        lingers = lingering
        var left = unsentBytes
        closeTimer = loop.schedule(after: Self.finishTime) { [weak self] in
            guard let self else { return }
            guard phase == .finishing, unsentBytes < left else { return abort() }
            left = unsentBytes
            closeTimer?.reschedule(after: Self.finishTime)
        }
        updateReading()
        if !isCorked { flush() }
    }

    func finishIfWritten() {
        guard phase == .finishing, !isInFlight, queue.isEmpty, !isCorked, hasSaidClose() else { return }
        guard lingers else { return abort() }
        phase = .lingering
        shutdown(descriptor, Int32(SHUT_WR))
        closeTimer?.reschedule(after: Self.lingerTime)
        updateReading()
    }

    /// Closes at once; queued output is lost. The handler hears of it when libuv has let go of the handle.
    package func abort() {
        guard phase != .closed else { return }
        phase = .closed
        closeTimer?.cancel()
        closeTimer = nil
        if isCorked {
            loop.state.pointee.corked = nil
            loop.state.pointee.cork.removeAll()
        }
        uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), closeCallback)
    }

    /// Closes at once with a reset, so that the peer cannot take what it got for the whole.
    package func reset() {
        guard phase != .closed else { return }
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        abort()
    }

    func closed() {
        let last = loop.state.pointee.connections.removeLast()
        if Int(place) < loop.state.pointee.connections.count {
            loop.state.pointee.connections[Int(place)] = last
            last._withUnsafeGuaranteedRef { $0.place = place }
        }
        handle.deallocate()
        stash = []
        tls = nil
        loop.admission?.release(ticket, now: loop.second)
        let handler = handler
        self.handler = nil
        if let handler {
            // One without a handler moved to another loop.
            if error == nil { loop.counters.pointee.closed += 1 } else { loop.counters.pointee.failed += 1 }
            handler.closed(error)
        }
        // The release may be the last: nothing of this connection can be read after it.
        let home = loop
        Unmanaged.passUnretained(self).release()
        home.runWork()
    }

    /// Moves the connection to another loop, with everything the handler has not used of the bytes it is being given.
    ///
    /// Callable from the handler's `received`, which must then return; that handler hears nothing more. The move waits until everything
    /// written so far has left.
    package func move(to loop: EventLoop, makeHandler: @escaping HandlerMaker) {
        migration = (loop, makeHandler)
        isPausedByHandler = true
    }

    func migrate() {
        guard let (target, makeHandler) = migration, phase == .open else { return }
        guard isWritable else { return updateReading() }
        migration = nil
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { return fail(errno, "move the connection of") }
        let bytes = Array(stash[stashStart...])
        let limits = limits
        let ticket = ticket
        self.ticket = ConnectionTicket()
        // Sound: this loop lets go of the session here, and the other one takes it up.
        nonisolated(unsafe) let session = tls
        tls = nil
        handler = nil
        abort()
        target.execute {
            target.adopt(
                descriptor: copy, limits: limits, ticket: ticket, initial: bytes, session: session, makeHandler: makeHandler)
        }
    }
}
