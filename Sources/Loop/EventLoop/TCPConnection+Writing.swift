internal import CLibUV
public import WayleaveBytes

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Writing: the cork of the connection being read, the queue of all others, and what the kernel would not take.
extension TCPConnection {
    @inlinable
    @inline(__always)
    package var isCorked: Bool { loop.state.pointee.corked == Unmanaged.passUnretained(self).toOpaque() }

    /// Whether output of this turn waits to be written at its end.
    package var hasCorkedOutput: Bool { isCorked && loop.state.pointee.cork.count > 0 }

    @inline(__always)
    func cork() {
        if loop.state.pointee.corked != nil { loop.uncorkCurrent() }
        if !queue.isEmpty { flush() }
        loop.state.pointee.corked = Unmanaged.passUnretained(self).toOpaque()
    }

    @inline(__always)
    func uncork() {
        guard isCorked else { return }
        loop.state.pointee.corked = nil
        if loop.state.pointee.cork.count > 0 { flushCork() } else if phase == .finishing { finishIfWritten() }
    }

    @usableFromInline
    package func flushCork() {
        loop.state.pointee.cork.withUnsafeBytes { transmit($0) }
        loop.state.pointee.cork.removeAll()
        // One huge message must not stay with the loop for good.
        if loop.state.pointee.cork.capacity > LoopState.maxIdleCorkBytes { loop.state.pointee.cork = ByteWriter(capacity: 64 * 1024) }
    }

    /// Hands bytes to the kernel, past an empty queue; what it does not take is queued.
    func transmit(_ bytes: UnsafeRawBufferPointer) {
        guard phase == .open || phase == .finishing else { return }
        guard tls == nil else { return transmitEncrypted(bytes) }
        var sent = 0
        if !isInFlight, queue.isEmpty, let start = bytes.baseAddress {
            sent = Platform.send(descriptor, start, bytes.count)
            if sent < 0 {
                guard Platform.wouldBlock else { return fail(errno, "write to") }
                sent = 0
            }
            loop.counters.pointee.bytesSent &+= sent
        }
        if sent < bytes.count {
            guard phase == .finishing || !isTooSlow() else { return }
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
    @inlinable
    @inline(__always)
    package func write(_ body: (inout ByteWriter) -> Void) {
        guard isCorked else { return writeLater(body) }
        body(&loop.state.pointee.cork)
        if loop.state.pointee.cork.count > LoopState.corkBytes { flushCork() }
    }

    @usableFromInline
    package func writeLater(_ body: (inout ByteWriter) -> Void) {
        guard mayQueue() else { return }
        var writer = ByteWriter()
        body(&writer)
        writer.withUnsafeBytes { queue.append($0) }
    }

    /// Writes shared bytes, by reference unless copying is cheaper.
    package func write(_ shared: SharedBytes) {
        if isCorked {
            if shared.count <= 4096 { return shared.withUnsafeBytes { write($0) } }
            uncork()
        }
        loop.state.pointee.sharedWrites.noteWrite()
        if loop.state.pointee.sharedWrites.areAtOnce, sendAtOnce(shared) { return }
        guard mayQueue() else { return }
        if queue.hasChunks { loop.state.pointee.sharedWrites.noteRepeat() }
        queue.append(shared)
    }

    /// Sends a shared frame without waiting for the turn's end, if it is the connection's first of the turn and nothing waits before it.
    private func sendAtOnce(_ shared: SharedBytes) -> Bool {
        let turn = loop.state.pointee.sharedWrites.turn
        guard sharedTurn != turn else {
            loop.state.pointee.sharedWrites.noteRepeat()
            return false
        }
        sharedTurn = turn
        guard phase == .open, tls == nil, !isInFlight, queue.isEmpty else { return false }
        return shared.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return true }
            let sent = Platform.send(descriptor, start, bytes.count)
            guard sent >= 0 else {
                if Platform.wouldBlock { return false }
                fail(errno, "write to")
                return true
            }
            loop.counters.pointee.bytesSent &+= sent
            if sent < bytes.count, mayQueue() { queue.append(UnsafeRawBufferPointer(rebasing: bytes[sent...])) }
            return true
        }
    }

    /// Notes that there is output to flush at the end of the turn; refuses it when the peer is too slow or gone.
    func mayQueue() -> Bool {
        guard phase == .open, !isTooSlow() else { return false }
        if !isDirty {
            isDirty = true
            loop.state.pointee.dirty.append(self)
        }
        return true
    }

    /// Drops a peer that has let more than its share of output pile up.
    func isTooSlow() -> Bool {
        guard queue.count + (inFlight?.count ?? 0) > limits.maxQueuedBytes else { return false }
        error = IOError(
            name: "SLOW_CONSUMER", message: "more than \(limits.maxQueuedBytes) bytes of output were queued",
            operation: "write to \(remoteAddress?.description ?? "a peer")")
        loop.counters.pointee.slowConsumers += 1
        abort()
        return true
    }

    /// Writes the queue until the kernel has had enough, then lets libuv wait.
    func flush() {
        guard tls == nil else { return flushEncrypted() }
        isDirty = false
        while !isInFlight, !queue.isEmpty, phase == .open || phase == .finishing {
            let written =
                queue.withOnlyPiece { Platform.send(descriptor, $0, $1) }
                ?? withUnsafeTemporaryAllocation(of: iovec.self, capacity: 64) { vectors in
                    let filled = queue.fill(vectors)
                    return writev(descriptor, vectors.baseAddress, Int32(filled))
                }
            if written < 0 {
                guard Platform.wouldBlock else { return fail(errno, "write to") }
                writeInBackground()
            } else {
                loop.counters.pointee.bytesSent &+= written
                queue.consume(written)
            }
        }
        updateBackPressure()
        if phase == .finishing { finishIfWritten() }
    }

    /// Hands what waits to the kernel at once instead of with the rest of this turn; what it does not take goes on waiting.
    package func flushNow() {
        if isCorked { if loop.state.pointee.cork.count > 0 { flushCork() } } else if !isInFlight, !queue.isEmpty { flush() }
    }

    private func writeInBackground() {
        let count = queue.count
        let (chunks, offset) = queue.takeAll()
        writeInBackground(chunks, skipping: offset, count: count)
    }

    /// Lets libuv write `chunks` but for the first `offset` bytes; `count` is what remains. Nothing else may be in flight.
    func writeInBackground(_ chunks: [SharedBytes], skipping offset: Int, count: Int) {
        var skip = offset
        var buffers: [uv_buf_t] = []
        for chunk in chunks {
            chunk.withUnsafeBytes { bytes in
                let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress.map { $0 + skip })
                buffers.append(uv_buf_t(base: start?.assumingMemoryBound(to: CChar.self), len: bytes.count - skip))
            }
            skip = 0
        }
        inFlight = InFlight(chunks: chunks, count: count)
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

    func wroteInBackground(_ status: Int32) {
        loop.beginTurn()
        if status == 0, let inFlight { loop.counters.pointee.bytesSent &+= inFlight.count }
        inFlight = nil
        guard phase == .open || phase == .finishing else { return }
        guard status == 0 else { return fail(-status, "write to") }
        flush()
        if migration != nil { migrate() }
        if !isInFlight, phase == .open {
            handler?.drained()
            loop.runWork()
        }
    }

    func updateBackPressure() {
        let waiting = queue.count + (inFlight?.count ?? 0)
        let pause = isPausedByOutput ? waiting > 0 : waiting > limits.pauseReadingAboveQueuedBytes
        guard pause != isPausedByOutput else { return }
        isPausedByOutput = pause
        if pause { handler?.backedUp() }
        if !pause, hasLeftovers { deliverSoon() } else { updateReading() }
    }
}
