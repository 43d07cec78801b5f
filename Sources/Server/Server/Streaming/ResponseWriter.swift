internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// The body of a streamed response while it is being written; confined to the connection's loop.
///
/// ```swift
/// .stream(contentType: .plainText) { writer in
///     for try await line in lines { try await writer.write(line) }
/// }
/// ```
/// ``write(_:)-([UInt8])`` suspends while the peer lets more than 64 KiB wait, so a slow peer slows the writer and costs no memory.
public final class ResponseWriter {
    /// How the peer is told where the body ends (RFC 9112 § 6.3).
    enum Framing {
        case chunked
        /// This many bytes are still to come.
        case length(Int)
        /// The connection ends with the body: HTTP/1.0.
        case connection
    }

    /// Output above this makes the writer wait: 64 KiB.
    static let waitAboveQueuedBytes = 64 * 1024
    /// What is written without waiting before the loop's other connections get their turn: 256 KiB.
    private static let bytesPerTurn = 256 * 1024

    /// Fields sent after the body, where the framing has room for them (chunked); set them before the body ends. Default: none.
    ///
    /// Announce them with a `Trailer` field. What must not be a trailer (RFC 9110 § 6.5.1) is left out and logged.
    public var trailers: [(String, String)] = []

    /// `nil` once the response has ended, in whatever way.
    private(set) var http: HTTPConnection?
    let eventLoop: EventLoop
    private var framing: Framing
    private var waiter: CheckedContinuation<Void, any Error>?
    private var sinceTurn = 0
    /// The task that writes, cancelled when the peer goes away.
    var task: Task<Void, Never>?
    /// Called once when the response has ended, in whatever way.
    package var onEnd: (() -> Void)?
    /// Called about once a second with the loop's time.
    var onTick: ((Int) -> Void)?
    /// Whether a peer that will send nothing more is taken for gone: true of event streams, which nobody waits for the end of.
    var endsWithPeer = false
    /// Whether a mount ends it when the server stops.
    var belongsToMount = false
    private var unsent = 0
    private var movedAt: Int

    init(_ http: HTTPConnection, _ framing: Framing) {
        self.http = http
        self.framing = framing
        eventLoop = http.context.loop
        movedAt = http.context.loop.coarseSeconds
    }

    /// Whether the peer is still there and the response has not ended.
    public var isOpen: Bool { http?.connection.isOpen ?? false }

    /// Whether the server is stopping: a good moment to come to an end.
    public var isServerStopping: Bool { http?.context.isDraining ?? true }

    /// Output that the kernel has not taken yet, in bytes.
    public var bufferedBytes: Int { http?.connection.queuedBytes ?? 0 }

    // MARK: Writing

    /// Writes bytes and waits while too many of them are queued.
    ///
    /// - Throws: ``ResponseStreamError``.
    public func write(_ bytes: [UInt8]) async throws {
        try bytes.withUnsafeBytes { try put($0) }
        try await makeRoom(bytes.count)
    }

    /// Writes the UTF-8 of `text` and waits while too much is queued.
    ///
    /// - Throws: ``ResponseStreamError``.
    public func write(_ text: String) async throws {
        var text = text
        let count = try text.withUTF8 { bytes in
            try put(UnsafeRawBufferPointer(bytes))
            return bytes.count
        }
        try await makeRoom(count)
    }

    /// Writes bytes without copying them.
    func write(_ piece: SharedBytes) async throws {
        try put(piece.count) { connection in connection.write(piece) }
        try await makeRoom(piece.count)
    }

    /// Writes without waiting.
    package func put(_ bytes: UnsafeRawBufferPointer) throws {
        try put(bytes.count) { connection in connection.write(bytes) }
    }

    private func put(_ count: Int, _ write: (TCPConnection) -> Void) throws {
        guard let connection = http?.connection, connection.isOpen else { throw ResponseStreamError.peerGone }
        guard count > 0 else { return }
        switch framing {
        case .chunked:
            connection.write { ChunkedBodyEncoder.appendSize(count, into: &$0) }
            write(connection)
            connection.write { $0.append("\r\n") }
        case .length(let left):
            guard count <= left else { throw ResponseStreamError.tooLong(by: count - left) }
            framing = .length(left - count)
            write(connection)
        case .connection: write(connection)
        }
    }

    private func makeRoom(_ count: Int) async throws {
        guard let connection = http?.connection else { throw ResponseStreamError.peerGone }
        sinceTurn += count
        if connection.queuedBytes > Self.waitAboveQueuedBytes {
            connection.flushNow()
            if connection.queuedBytes > Self.waitAboveQueuedBytes {
                sinceTurn = 0
                return try await withCheckedThrowingContinuation { waiter = $0 }
            }
        }
        guard sinceTurn > Self.bytesPerTurn else { return }
        sinceTurn = 0
        await eventLoop.nextTurn()
        guard isOpen else { throw ResponseStreamError.peerGone }
    }

    /// Hands what waits to the kernel at once.
    package func flushNow() { http?.connection.flushNow() }

    /// Called when everything queued has gone to the kernel, after some of it had to wait.
    package var onDrain: (() -> Void)?
    /// Output that has not been handed to the kernel, in bytes; unlike ``bufferedBytes`` it falls as a slow peer reads.
    package var unsentBytes: Int { http?.connection.unsentBytes ?? 0 }

    /// Everything queued has left.
    func drained() {
        wake(nil)
        onDrain?()
    }

    private func wake(_ error: (any Error)?) {
        guard let waiter else { return }
        self.waiter = nil
        if let error { waiter.resume(throwing: error) } else { waiter.resume() }
    }

    // MARK: The end

    /// Ends the body in order, unless it is shorter than was announced: then it is cut.
    func end() {
        guard let http else { return }
        if case .length(let left) = framing, left > 0 { return fail(ResponseStreamError.tooShort(by: left)) }
        if case .chunked = framing {
            var omitted = 0
            http.connection.write { omitted = ChunkedBodyEncoder.appendEnd(trailers: trailers, into: &$0) }
            if omitted > 0 { http.tell(ResponseFields.Lost(omitted: omitted)) }
        }
        finish()
        http.streamEnded()
    }

    /// Ends the body from outside its task.
    package func close() {
        task?.cancel()
        end()
    }

    /// Cuts the connection, so that the peer does not take what it got for the whole.
    package func fail(_ error: any Error) {
        guard let http else { return }
        let wasOpen = isOpen
        finish()
        http.cutStream(error, wasOpen: wasOpen, byReset: framing.needsReset)
    }

    /// The connection has gone.
    func peerGone() {
        task?.cancel()
        wake(ResponseStreamError.peerGone)
        finish()
    }

    private func finish() {
        http = nil
        wake(ResponseStreamError.peerGone)
        task = nil
        onTick = nil
        onDrain = nil
        let body = onEnd
        onEnd = nil
        body?()
    }

    /// Cuts off a peer that has taken nothing for `limit` seconds although there was something to take.
    ///
    /// - Returns: whether it is to be cut off.
    func tick(_ now: Int, unsent: Int, limit: Int) -> Bool {
        onTick?(now)
        if unsent == 0 || unsent != self.unsent { movedAt = now }
        self.unsent = unsent
        return now - movedAt > limit
    }
}

extension ResponseWriter.Framing {
    /// Whether only a reset tells a cut body from a whole one.
    fileprivate var needsReset: Bool { if case .connection = self { true } else { false } }
}
