internal import WayleaveBytes
package import WayleaveTLS

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Encryption: a session sits between the socket and the handler, and between the output queue, which holds plaintext, and the socket.
///
/// Plaintext is encrypted when the kernel is ready to take it, so that a slow peer's queue goes on sharing what is broadcast.
extension TCPConnection {
    /// What is encrypted of a queue at once: 64 KiB. A slow peer has at most this much of its own behind the kernel's buffer.
    private static let sealBytes = 64 * 1024
    /// Pieces smaller than this are joined into one record: 4 KiB.
    private static let joinBytes = 4 * 1024
    /// The pipe's output is given back when it has grown beyond this: 1 MiB.
    private static let maxIdleOutputBytes = 1024 * 1024
    /// What a peer can make the session say by itself while it takes nothing; more, and it is dropped: 64 KiB.
    private static let maxUnsentBytes = 64 * 1024

    /// Whether what the peer and this side say is encrypted.
    package var isEncrypted: Bool { tls != nil }

    /// Version, cipher, protocol and name that were agreed on; `nil` on a plain connection.
    package var encryption: TLSSession? { tls }

    /// Speaks TLS from the first byte on; to be called where a connection's first handler is made. `makeHandler` makes the one after the
    /// handshake.
    ///
    /// - Returns: the handler until then.
    package func startTLS(_ acceptor: TLSAcceptor, _ makeHandler: @escaping HandlerMaker) -> any ConnectionHandler {
        tls = acceptor.context.makeSession(loop.tlsPipe)
        if tls == nil {
            error = IOError(name: "TLS_NO_MEMORY", message: "OpenSSL has no memory for a session", operation: "start TLS")
            abort()
        }
        return TLSHandshake(self, acceptor, makeHandler)
    }

    // MARK: Bytes in

    @inline(never)
    func receiveEncrypted(_ bytes: UnsafeRawBufferPointer) {
        guard let tls else { return }
        let handshake = tls.state == .handshaking ? handler as? TLSHandshake : nil
        if let handshake, !handshake.hasBegun {
            handshake.hasBegun = true
            if let first = bytes.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) {
                return refusePlainRequest(tls, handshake)
            }
        }
        let count = tls.receive(bytes)
        if !tls.pipe.pointee.output.isEmpty { sendSealed(tls) }
        guard phase == .open else { return }
        if tls.state == .failed { return breakOff(tls) }
        guard tls.unsent.count <= Self.maxUnsentBytes else {
            error = IOError(name: "TLS_FLOOD", message: "the peer lets answers of TLS itself pile up", operation: "write to a peer")
            return abort()
        }
        if let handshake, tls.state == .open {
            loop.counters.pointee.handshakes &+= 1
            if tls.isResumed { loop.counters.pointee.resumedHandshakes &+= 1 }
            handler = handshake.makeHandler(self)
        }
        if count > 0 {
            take(tls.pipe.pointee.plaintextStart, count)
            guard phase == .open else { return }
        }
        if tls.hasPeerClosed { endIfWanted() }
    }

    /// The peer's close_notify is to the handler what the end of a plain stream is: it comes when reading is wanted.
    func endIfWanted() {
        guard phase == .open, !hasEnded, !isPausedByHandler, !isPausedByOutput else { return }
        hasEnded = true
        updateReading()
        handler?.ended()
        loop.runWork()
    }

    func endSoon() {
        let connection = Unmanaged.passRetained(self)
        loop.state.pointee.work.push(.call { connection.takeRetainedValue().endIfWanted() })
    }

    /// The stream ended without close_notify: not in order, but the messages of HTTP and WebSocket tell themselves whether they are whole.
    func noteTruncation() {
        guard let tls, tls.state == .open, !tls.hasPeerClosed else { return }
        error = Self.error(.truncated, remoteAddress)
    }

    private func refusePlainRequest(_ tls: TLSSession, _ handshake: TLSHandshake) {
        handshake.report(.plainRequest)
        error = Self.error(.plainRequest, remoteAddress)
        tls.pipe.pointee.output.append(handshake.acceptor.answerToPlainRequest)
        sendSealed(tls)
        finish(lingering: true)
    }

    /// Ends a connection whose session has failed; the alert, which has been written, is left time to arrive.
    private func breakOff(_ tls: TLSSession) {
        if !tls.pipe.pointee.output.isEmpty { sendSealed(tls) }
        let failure = tls.failure ?? TLSFailure("TLS_PROTOCOL", "the session failed")
        error = Self.error(failure, remoteAddress)
        (handler as? TLSHandshake)?.report(failure)
        _ = queue.takeAll()
        if phase == .open { finish(lingering: true) } else { abort() }
    }

    private static func error(_ failure: TLSFailure, _ peer: SocketAddress?) -> IOError {
        IOError(name: failure.name, message: failure.message, operation: "speak TLS with \(peer?.description ?? "a peer")")
    }

    // MARK: Bytes out

    /// Encrypts one cork and hands it to the kernel; behind other output it has to wait.
    @inline(never)
    func transmitEncrypted(_ bytes: UnsafeRawBufferPointer) {
        guard let tls else { return }
        guard !isInFlight, queue.isEmpty, bytes.count <= 2 * LoopState.corkBytes else {
            guard phase == .finishing || !isTooSlow() else { return }
            queue.append(bytes)
            return flushEncrypted()
        }
        guard tls.send(bytes) else { return breakOff(tls) }
        sendSealed(tls)
        if isInFlight { updateBackPressure() } else if phase == .finishing { finishIfWritten() }
    }

    /// Encrypts and writes the queue until the kernel has had enough.
    @inline(never)
    func flushEncrypted() {
        isDirty = false
        guard let tls else { return }
        while !isInFlight, phase == .open || phase == .finishing {
            if !tls.unsent.isEmpty {
                let rest = SharedBytes(tls.unsent)
                tls.unsent = []
                writeInBackground([rest], skipping: 0, count: rest.count)
                break
            }
            guard !queue.isEmpty else { break }
            guard seal(tls) else { return breakOff(tls) }
            sendSealed(tls)
        }
        guard phase != .closed else { return }
        updateBackPressure()
        if phase == .finishing { finishIfWritten() }
    }

    /// Encrypts the beginning of the queue.
    private func seal(_ tls: TLSSession) -> Bool {
        var sealed = 0
        let isWell = withUnsafeTemporaryAllocation(of: iovec.self, capacity: 64) { vectors in
            let filled = queue.fill(vectors)
            for piece in vectors[..<filled] {
                guard sealed < Self.sealBytes else { break }
                let count = min(piece.iov_len, Self.sealBytes - sealed)
                let bytes = UnsafeRawBufferPointer(start: piece.iov_base, count: count)
                sealed += count
                if count < Self.joinBytes {
                    tls.pipe.pointee.joined.append(bytes)
                } else {
                    guard sendJoined(tls), tls.send(bytes) else { return false }
                }
            }
            return sendJoined(tls)
        }
        queue.consume(sealed)
        return isWell
    }

    private func sendJoined(_ tls: TLSSession) -> Bool {
        defer { tls.pipe.pointee.joined.removeAll() }
        return tls.pipe.pointee.joined.withUnsafeBytes { tls.send($0) }
    }

    /// Hands what the session has to say to the kernel; what that does not take waits behind what is already waiting.
    private func sendSealed(_ tls: TLSSession) {
        let pipe = tls.pipe
        var failed: Int32?
        pipe.pointee.output.withUnsafeBytes { bytes in
            var sent = 0
            if !isInFlight, tls.unsent.isEmpty, let start = bytes.baseAddress {
                sent = Platform.send(descriptor, start, bytes.count)
                if sent < 0 {
                    if !Platform.wouldBlock { failed = errno }
                    sent = 0
                }
                loop.counters.pointee.bytesSent &+= sent
            }
            guard failed == nil, sent < bytes.count else { return }
            let rest = UnsafeRawBufferPointer(rebasing: bytes[sent...])
            if !isInFlight, tls.unsent.isEmpty {
                writeInBackground([SharedBytes(rest)], skipping: 0, count: rest.count)
            } else {
                tls.unsent.append(contentsOf: rest)
            }
        }
        pipe.pointee.output.removeAll()
        if pipe.pointee.output.capacity > Self.maxIdleOutputBytes { pipe.pointee.output = ByteWriter(capacity: 20 * 1024) }
        if let failed { fail(failed, "write to") }
    }

    /// Says close_notify before the connection closes; whether that, and all before it, has left.
    func hasSaidClose() -> Bool {
        guard let tls else { return true }
        if tls.sayClose() { sendSealed(tls) }
        return !isInFlight && phase == .finishing
    }
}

extension EventLoop {
    /// The buffers of this loop's TLS sessions, made when the first one needs them. On the loop only.
    var tlsPipe: UnsafeMutablePointer<TLSPipe> {
        if let pipe = state.pointee.tlsPipe { return pipe }
        let pipe = TLSPipe.make(readBytes: LoopState.receiveBytes, gapBytes: LoopState.gapBytes)
        state.pointee.tlsPipe = pipe
        return pipe
    }
}
