internal import CLibUV
package import WayleaveBytes

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A TCP (or Unix-domain) connection on its loop: corked writes, a bounded output queue, back-pressure, orderly and lingering close.
///
/// Confined to the loop. While bytes are being delivered to the handler, whatever it writes collects in the loop's cork and leaves in
/// one write; what other connections are written in the same turn leaves at the end of the turn, again in one write each.
/// TLS will sit in two places: between `deliver` and the handler, and in `transmit`.
package final class TCPConnection {
    private enum Phase { case open, finishing, lingering, closed }

    /// What is read and thrown away, at most, from a peer whose request was refused: 1 MiB, for at most two seconds.
    private static let lingerBytes = 1024 * 1024
    private static let lingerTime = Duration.seconds(2)
    /// How long a closing connection's last output may take to leave: ten seconds.
    private static let finishTime = Duration.seconds(10)

    /// The loop it lives on. Loops outlive their connections, hence no reference counting.
    package unowned(unsafe) let loop: EventLoop
    /// Who gets the bytes; replaced when the protocol changes (WebSocket).
    package var handler: (any ConnectionHandler)?

    private let handle: UnsafeMutablePointer<uv_tcp_t>
    private let descriptor: Int32
    private let limits: ConnectionLimits
    /// This connection's index in the loop's list.
    private var place = 0
    private var phase = Phase.open
    private var lingers = false
    private var lingered = 0
    private var isReading = false
    private var isPausedByHandler = false
    private var isPausedByOutput = false
    private var isDirty = false
    private var error: IOError?
    private var closeTimer: LoopTimer?

    /// The end of the last read that the handler did not use.
    private var stash: [UInt8] = []
    private var queue = OutputQueue()
    /// Bytes that libuv is writing; nothing is sent past them.
    private var inFlight: (chunks: [SharedBytes], count: Int)?
    private var migration: (loop: EventLoop, makeHandler: HandlerMaker)?

    /// Makes the handler of a connection, on the connection's loop.
    package typealias HandlerMaker = @Sendable (TCPConnection) -> any ConnectionHandler

    /// Takes over an initialised, connected handle. It retains itself until libuv has closed the handle.
    init(loop: EventLoop, handle: UnsafeMutablePointer<uv_tcp_t>, limits: ConnectionLimits) {
        self.loop = loop
        self.handle = handle
        self.limits = limits
        var descriptor: uv_os_fd_t = -1
        uv_fileno(UnsafeRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), &descriptor)
        self.descriptor = descriptor
        let retained = Unmanaged.passRetained(self)
        handle.pointee.data = retained.toOpaque()
        place = loop.state.pointee.connections.count
        loop.state.pointee.connections.append(retained)
    }

    /// Gives the connection its handler and starts to read; `initial` is delivered first.
    func start(_ makeHandler: HandlerMaker, initial: [UInt8] = []) {
        handler = makeHandler(self)
        guard !initial.isEmpty else { return updateReading() }
        stash = initial
        deliverStash()
        updateReading()
    }

    // MARK: State

    package var isOpen: Bool { phase == .open }

    /// Output that the kernel has not taken yet, in bytes.
    package var queuedBytes: Int { queue.count + (inFlight?.count ?? 0) + (isCorked ? loop.state.pointee.cork.count : 0) }

    /// Whether nothing waits for the kernel: what is written now leaves with this turn.
    package var isWritable: Bool { phase == .open && inFlight == nil && queue.isEmpty }

    /// The peer's address and port, for instance `127.0.0.1:50712` or `[::1]:50712`; empty when unknown.
    package var remoteAddress: SocketAddress? {
        var storage = sockaddr_storage()
        var length = Int32(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { uv_tcp_getpeername(handle, $0, &length) }
        }
        return code == 0 ? SocketAddress(storage) : nil
    }

    // MARK: Reading

    /// Stops reading until ``resumeReading()``; bytes already read stay with the connection.
    package func pauseReading() {
        isPausedByHandler = true
        updateReading()
    }

    /// Delivers what was left over, then reads on.
    package func resumeReading() {
        guard isPausedByHandler else { return }
        isPausedByHandler = false
        // Not from here: the handler may be in the middle of something.
        let connection = Unmanaged.passRetained(self)
        loop.state.pointee.work.push(
            .call {
                let connection = connection.takeRetainedValue()
                connection.deliverStash()
                connection.updateReading()
            })
    }

    private func updateReading() {
        let want = phase == .lingering || (phase == .open && !isPausedByHandler && !isPausedByOutput)
        guard want != isReading, phase != .closed else { return }
        isReading = want
        let stream = UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self)
        if want { uv_read_start(stream, allocateCallback, readCallback) } else { uv_read_stop(stream) }
    }

    @inline(__always)
    fileprivate func read(_ count: Int) {
        if count > 0 { return receive(count) }
        guard count < 0 else { return }
        isReading = false
        uv_read_stop(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self))
        guard count == Int(UV_EOF.rawValue) else {
            error = IOError(uv: Int32(count), operation: "read from \(remoteAddress?.description ?? "a peer")")
            return abort()
        }
        switch phase {
        case .open:
            isReading = true  // so that a later resume does not read past the end
            handler?.ended()
            loop.runWork()
        case .lingering: abort()
        case .finishing, .closed: break
        }
    }

    private func receive(_ count: Int) {
        guard phase == .open else { return discard(count) }
        var start = loop.state.pointee.received + LoopState.gapBytes
        var total = count
        let stashed = stash.count
        if stashed > 0 {
            if stashed > LoopState.gapBytes {
                stash.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
                return deliverStash()
            }
            start -= stashed
            total += stashed
            UnsafeMutableRawBufferPointer(start: start, count: stashed).copyBytes(from: stash)
            stash = []
        }
        let used = deliver(UnsafeMutableRawBufferPointer(start: start, count: total))
        guard phase == .open else { return }
        if used < total { stash = Array(UnsafeRawBufferPointer(start: start + used, count: total - used)) }
        if migration != nil { migrate() }
    }

    /// Presents the stashed bytes again.
    private func deliverStash() {
        guard phase == .open, !isPausedByHandler, !stash.isEmpty else { return }
        var bytes = stash
        stash = []
        let used = bytes.withUnsafeMutableBytes { deliver($0) }
        guard phase == .open else { return }
        if used < bytes.count { stash = Array(bytes[used...]) }
        if migration != nil { migrate() }
    }

    /// Lets the handler use `bytes`; everything it writes meanwhile leaves in one piece.
    @inline(__always)
    private func deliver(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        guard let handler else { return bytes.count }
        cork()
        let used = handler.received(bytes)
        loop.runWork()
        uncork()
        return min(used, bytes.count)
    }

    /// A peer that still sends after it was refused must not have its answer destroyed by a reset, but it is not listened to for ever.
    private func discard(_ count: Int) {
        lingered += count
        if lingered > Self.lingerBytes { abort() }
    }

    // MARK: Writing

    @inline(__always)
    private var isCorked: Bool { loop.state.pointee.corked == Unmanaged.passUnretained(self).toOpaque() }

    @inline(__always)
    private func cork() {
        if loop.state.pointee.corked != nil { loop.uncorkCurrent() }
        if !queue.isEmpty { flush() }
        loop.state.pointee.corked = Unmanaged.passUnretained(self).toOpaque()
    }

    @inline(__always)
    func uncork() {
        guard isCorked else { return }
        loop.state.pointee.corked = nil
        if loop.state.pointee.cork.count > 0 { flushCork() }
    }

    private func flushCork() {
        loop.state.pointee.cork.withUnsafeBytes { transmit($0) }
        loop.state.pointee.cork.removeAll()
    }

    /// Hands bytes to the kernel, past an empty queue; what it does not take is queued.
    private func transmit(_ bytes: UnsafeRawBufferPointer) {
        guard phase == .open || phase == .finishing else { return }
        var sent = 0
        if inFlight == nil, queue.isEmpty, let start = bytes.baseAddress {
            sent = Platform.send(descriptor, start, bytes.count)
            if sent < 0 {
                guard Platform.wouldBlock else { return fail(errno, "write to") }
                sent = 0
            }
        }
        if sent < bytes.count {
            queue.append(UnsafeRawBufferPointer(rebasing: bytes[sent...]))
            flush()
        } else if phase == .finishing {
            finishIfWritten()
        }
    }

    /// Writes bytes, in order, with the rest of this turn's output.
    @inline(__always)
    package func write(_ bytes: UnsafeRawBufferPointer) {
        if isCorked {
            loop.state.pointee.cork.append(bytes)
            if loop.state.pointee.cork.count > LoopState.corkBytes { flushCork() }
        } else if mayQueue() {
            queue.append(bytes)
        }
    }

    /// Lets `body` append to the connection's output directly.
    @inline(__always)
    package func write(_ body: (inout ByteWriter) -> Void) {
        if isCorked {
            body(&loop.state.pointee.cork)
            if loop.state.pointee.cork.count > LoopState.corkBytes { flushCork() }
        } else if mayQueue() {
            var writer = ByteWriter()
            body(&writer)
            writer.withUnsafeBytes { queue.append($0) }
        }
    }

    /// Writes shared bytes, by reference unless copying is cheaper.
    package func write(_ shared: SharedBytes) {
        if isCorked {
            if shared.count <= 4096 { return shared.withUnsafeBytes { write($0) } }
            uncork()
        }
        if mayQueue() { queue.append(shared) }
    }

    /// Notes that there is output to flush at the end of the turn; refuses it when the peer is too slow or gone.
    private func mayQueue() -> Bool {
        guard phase == .open else { return false }
        if queue.count + (inFlight?.count ?? 0) > limits.maxQueuedBytes {
            error = IOError(
                name: "SLOW_CONSUMER", message: "more than \(limits.maxQueuedBytes) bytes of output were queued",
                operation: "write to \(remoteAddress?.description ?? "a peer")")
            abort()
            return false
        }
        if !isDirty {
            isDirty = true
            loop.state.pointee.dirty.append(self)
        }
        return true
    }

    /// Writes the queue until the kernel has had enough, then lets libuv wait.
    func flush() {
        isDirty = false
        while inFlight == nil, !queue.isEmpty, phase == .open || phase == .finishing {
            let written = withUnsafeTemporaryAllocation(of: iovec.self, capacity: 64) { vectors in
                let filled = queue.fill(vectors)
                return writev(descriptor, vectors.baseAddress, Int32(filled))
            }
            if written < 0 {
                guard Platform.wouldBlock else { return fail(errno, "write to") }
                writeInBackground()
            } else {
                queue.consume(written)
            }
        }
        updateBackPressure()
        if phase == .finishing { finishIfWritten() }
    }

    private func writeInBackground() {
        let count = queue.count
        let (chunks, offset) = queue.takeAll()
        var skip = offset
        var buffers: [uv_buf_t] = []
        for chunk in chunks {
            chunk.withUnsafeBytes { bytes in
                let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress.map { $0 + skip })
                buffers.append(uv_buf_t(base: start?.assumingMemoryBound(to: CChar.self), len: bytes.count - skip))
            }
            skip = 0
        }
        inFlight = (chunks, count)
        let request = UnsafeMutablePointer<uv_write_t>.allocate(capacity: 1)
        request.pointee.data = Unmanaged.passRetained(self).toOpaque()
        let stream = UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self)
        let code = uv_write(request, stream, &buffers, UInt32(buffers.count), writeCallback)
        guard code != 0 else { return }
        inFlight = nil
        Unmanaged.passUnretained(self).release()
        request.deallocate()
        fail(-code, "write to")
    }

    fileprivate func wroteInBackground(_ status: Int32) {
        inFlight = nil
        guard phase == .open || phase == .finishing else { return }
        guard status == 0 else { return fail(-status, "write to") }
        flush()
        if inFlight == nil, phase == .open {
            handler?.drained()
            loop.runWork()
        }
    }

    private func updateBackPressure() {
        let waiting = queue.count + (inFlight?.count ?? 0)
        let pause = isPausedByOutput ? waiting > 0 : waiting > limits.pauseReadingAboveQueuedBytes
        guard pause != isPausedByOutput else { return }
        isPausedByOutput = pause
        updateReading()
    }

    // MARK: Closing

    private func fail(_ code: Int32, _ verb: String) {
        if error == nil { error = IOError(errno: code, operation: "\(verb) \(remoteAddress?.description ?? "a peer")") }
        abort()
    }

    /// Closes after everything written has left, within ten seconds.
    ///
    /// - Parameter lingering: also announce the end and read on for a moment, so that a peer which is still sending a request that was
    ///   refused gets the answer instead of a reset.
    package func finish(lingering: Bool = false) {
        guard phase == .open else { return }
        phase = .finishing
        lingers = lingering
        closeTimer = loop.schedule(after: Self.finishTime) { [weak self] in self?.abort() }
        updateReading()
        if !isCorked { flush() }
    }

    private func finishIfWritten() {
        guard phase == .finishing, inFlight == nil, queue.isEmpty, !isCorked else { return }
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

    fileprivate func closed() {
        let last = loop.state.pointee.connections.removeLast()
        if place < loop.state.pointee.connections.count {
            loop.state.pointee.connections[place] = last
            last._withUnsafeGuaranteedRef { $0.place = place }
        }
        handle.deallocate()
        stash = []
        let handler = handler
        self.handler = nil
        handler?.closed(error)
        Unmanaged.passUnretained(self).release()
        loop.runWork()
    }

    // MARK: Moving

    /// Moves the connection to another loop, with everything the handler has not used of the bytes it is being given.
    ///
    /// Callable from the handler's `received`, which must then return; that handler hears nothing more. The output queue must be empty
    /// ( ``isWritable`` ) and nothing may have been written in this call.
    package func move(to loop: EventLoop, makeHandler: @escaping HandlerMaker) { migration = (loop, makeHandler) }

    private func migrate() {
        guard let (target, makeHandler) = migration, phase == .open else { return }
        migration = nil
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { return fail(errno, "move the connection of") }
        let bytes = stash
        let limits = limits
        handler = nil
        abort()
        target.execute { target.adopt(descriptor: copy, limits: limits, initial: bytes, makeHandler: makeHandler) }
    }
}

extension EventLoop {
    /// Makes a connection of a connected socket's descriptor and takes ownership of it. On the loop only.
    func adopt(descriptor: Int32, limits: ConnectionLimits, initial: [UInt8], makeHandler: TCPConnection.HandlerMaker) {
        let handle = UnsafeMutablePointer<uv_tcp_t>.allocate(capacity: 1)
        uv_tcp_init(uv, handle)
        guard uv_tcp_open(handle, descriptor) == 0 else {
            close(descriptor)
            uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), deallocateCallback)
            return
        }
        TCPConnection(loop: self, handle: handle, limits: limits).start(makeHandler, initial: initial)
    }

    /// Accepts a waiting connection of `listener`. On the loop only.
    func accept(from listener: UnsafeMutablePointer<uv_stream_t>, limits: ConnectionLimits, makeHandler: TCPConnection.HandlerMaker) {
        let handle = UnsafeMutablePointer<uv_tcp_t>.allocate(capacity: 1)
        uv_tcp_init(uv, handle)
        guard uv_accept(listener, UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self)) == 0 else {
            uv_close(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), deallocateCallback)
            return
        }
        uv_tcp_nodelay(handle, 1)
        TCPConnection(loop: self, handle: handle, limits: limits).start(makeHandler)
    }

    func flushDirtyConnections() {
        guard !state.pointee.dirty.isEmpty else { return }
        let dirty = state.pointee.dirty
        state.pointee.dirty.removeAll(keepingCapacity: true)
        for connection in dirty { connection.flush() }
    }

    @inline(never)
    fileprivate func uncorkCurrent() {
        guard let corked = state.pointee.corked else { return }
        Unmanaged<TCPConnection>.fromOpaque(corked)._withUnsafeGuaranteedRef { $0.uncork() }
    }
}

// C callbacks; see the remark in EventLoop.swift.

private func allocateCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?, _: Int, _ buffer: UnsafeMutablePointer<uv_buf_t>?) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<TCPConnection>.fromOpaque(data)._withUnsafeGuaranteedRef { connection in
        let start = connection.loop.state.pointee.received + LoopState.gapBytes
        buffer?.pointee = uv_buf_t(base: UnsafeMutableRawPointer(start).assumingMemoryBound(to: CChar.self), len: LoopState.receiveBytes)
    }
}

private func readCallback(_ stream: UnsafeMutablePointer<uv_stream_t>?, _ count: Int, _: UnsafePointer<uv_buf_t>?) {
    guard let data = stream?.pointee.data else { return }
    Unmanaged<TCPConnection>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.read(count) }
}

private func writeCallback(_ request: UnsafeMutablePointer<uv_write_t>?, _ status: Int32) {
    guard let request, let data = request.pointee.data else { return }
    let connection = Unmanaged<TCPConnection>.fromOpaque(data).takeRetainedValue()
    request.deallocate()
    connection.wroteInBackground(status)
}

private func closeCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<TCPConnection>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.closed() }
}

private func deallocateCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    handle.map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: uv_tcp_t.self).deallocate() }
}
