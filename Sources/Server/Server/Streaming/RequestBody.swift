internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// The body of a request, in pieces as they arrive; confined to the connection's loop, to be read once.
///
/// ```swift
/// server.upload("/files", maxBodyBytes: 1 << 30) { request, body in
///     for try await piece in body { try await store.append(piece) }
///     return .status(.created)
/// }
/// ```
/// While nobody takes pieces the socket is not read from, so a slow handler slows the peer and costs no memory beyond one read (256 KiB).
/// A client that waits for `100 Continue` is told to go on when the first piece is asked for. Throws ``RequestBodyError``.
public final class RequestBody: AsyncSequence {
    /// Bytes of the body, at least one.
    public typealias Element = [UInt8]

    /// What may wait for the handler before the socket is no longer read from: 64 KiB.
    private static let pauseAboveBytes = 64 * 1024
    /// What is read and thrown away, at most, of a body that the handler did not want, so that the connection can go on: 64 KiB.
    private static let abandonedBytes = 64 * 1024

    private(set) var http: HTTPConnection?
    private let maxBodyBytes: Int
    private var buffer: [UInt8] = []
    private var decoder: ChunkedBodyDecoder?
    private var missing = 0
    private var awaitsContinue: Bool
    private var isComplete: Bool
    private(set) var isAbandoned = false
    private var failure: RequestBodyError?
    private var waiter: CheckedContinuation<Void, Never>?
    private var isPaused = false
    /// The handler's, cancelled when the peer goes away.
    var task: Task<Void, Never>?
    private let startedAt: Int
    private var heardAt: Int

    init(_ http: HTTPConnection, _ framing: BodyFraming, maxBodyBytes: Int, awaitsContinue: Bool) {
        self.http = http
        self.maxBodyBytes = maxBodyBytes
        self.awaitsContinue = awaitsContinue
        isComplete = false
        startedAt = http.context.loop.coarseSeconds
        heardAt = startedAt
        switch framing {
        case .none: isComplete = true
        case .length(let count):
            missing = count
            isComplete = count == 0
        case .chunked: decoder = ChunkedBodyDecoder(maxBodyBytes: maxBodyBytes)
        }
    }

    // MARK: The handler's side

    /// Takes the pieces, one after the other; all iterators take from the same body.
    public func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    /// Takes pieces as they arrive.
    public struct Iterator: AsyncIteratorProtocol {
        let body: RequestBody

        /// The next piece, or `nil` at the end of the body.
        public mutating func next() async throws -> [UInt8]? { try await body.next() }
    }

    /// The next piece, or `nil` at the end of the body.
    ///
    /// - Throws: ``RequestBodyError``.
    public func next() async throws -> [UInt8]? {
        while true {
            if !buffer.isEmpty {
                let piece = buffer
                buffer = []
                if isPaused {
                    isPaused = false
                    heardAt = http?.context.loop.coarseSeconds ?? heardAt
                    http?.connection.resumeReading()
                }
                return piece
            }
            if let failure { throw failure }
            if isComplete { return nil }
            guard waiter == nil else { throw RequestBodyError.malformed("The body is being read twice at once.") }
            if awaitsContinue {
                awaitsContinue = false
                heardAt = http?.context.loop.coarseSeconds ?? heardAt
                http?.connection.write { ResponseHeadEncoder.appendContinue(into: &$0) }
            }
            await withCheckedContinuation { waiter = $0 }
        }
    }

    /// The whole body, which the handler wants in one piece after all.
    ///
    /// - Parameter maxBytes: more throws ``RequestBodyError/tooLarge(limit:)``.
    public func collect(upTo maxBytes: Int) async throws -> [UInt8] {
        var all: [UInt8] = []
        while let piece = try await next() {
            guard all.count + piece.count <= maxBytes else { throw RequestBodyError.tooLarge(limit: maxBytes) }
            all += piece
        }
        return all
    }

    // MARK: The connection's side

    /// Whether everything has arrived.
    var hasArrived: Bool { isComplete }

    /// Takes what belongs to the body from the front of `bytes` and returns how much that is.
    func take(_ bytes: UnsafeRawBufferPointer, now: Int) -> Int {
        heardAt = now
        awaitsContinue = false
        guard failure == nil else { return bytes.count }
        var used = bytes.count
        if decoder == nil {
            used = Swift.min(bytes.count, missing)
            missing -= used
            if !isAbandoned { buffer.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[..<used])) }
            isComplete = missing == 0
        } else {
            switch decoder?.decode(bytes, into: &buffer) {
            case .done(let count):
                used = count
                isComplete = true
            case .refused(let refusal):
                fail(refusal.status == .contentTooLarge ? .tooLarge(limit: maxBodyBytes) : .malformed(refusal.reason.description))
            case .needMore, nil: break
            }
        }
        if !isComplete, waiter == nil, buffer.count > Self.pauseAboveBytes {
            isPaused = true
            http?.connection.pauseReading()
        }
        wake()
        return used
    }

    /// The handler has answered.
    ///
    /// - Returns: whether what is left of the body is little enough to be read and thrown away.
    func abandon() -> Bool {
        buffer = []
        task = nil
        isAbandoned = true
        // A client that was not told to go on may or may not send the body: nobody can tell where the next request begins.
        guard !isComplete else { return true }
        guard failure == nil, !awaitsContinue, decoder == nil, missing <= Self.abandonedBytes else { return false }
        if isPaused {
            isPaused = false
            http?.connection.resumeReading()
        }
        return true
    }

    /// What is still to come will not come.
    func fail(_ error: RequestBodyError) {
        guard failure == nil, !isComplete else { return }
        failure = error
        http?.connection.pauseReading()
        wake()
    }

    /// The connection has gone.
    func peerGone() {
        fail(.aborted)
        task?.cancel()
        finish()
    }

    /// The connection has nothing to do with the body any more.
    func finish() {
        http = nil
        task = nil
    }

    /// Whether the peer has been too slow, the time in which the handler was not reading left out.
    func isLate(_ now: Int, stallSeconds: Int, totalSeconds: Int) -> Bool {
        failure == nil && (now - startedAt > totalSeconds || (!isPaused && !awaitsContinue && now - heardAt > stallSeconds))
    }

    private func wake() {
        guard let waiter else { return }
        self.waiter = nil
        waiter.resume()
    }
}
