internal import WayleaveBytes
package import WayleaveEventLoop
internal import WayleaveHTTPWire

/// One browser that listens to Server-Sent Events; confined to its connection's loop, like every closure it is given.
///
/// Use an ``EventChannel`` to reach the streams of all loops from anywhere.
public final class EventStream {
    /// The `Last-Event-ID` the browser came back with; `nil` at its first visit.
    public let lastEventID: String?
    package let loop: EventLoop
    private let writer: ResponseWriter
    private let maxQueuedBytes: Int
    private let heartbeatSeconds: Int
    /// Whether it was opened when the server was already stopping: then it ends soon.
    private let isLate: Bool
    private var sentAt: Int
    private var closeBody: (() -> Void)?
    /// Of the channels it was added to.
    private var endBodies: [() -> Void] = []

    init(_ writer: ResponseWriter, _ options: EventStreamOptions, lastEventID: String?) {
        self.writer = writer
        self.lastEventID = lastEventID
        loop = writer.eventLoop
        maxQueuedBytes = options.maxQueuedBytes
        heartbeatSeconds = max(1, options.heartbeat.wholeSeconds)
        sentAt = writer.eventLoop.coarseSeconds
        isLate = writer.isServerStopping
        writer.endsWithPeer = true
        writer.onTick = { [unowned self] in tick($0) }
        // The writer keeps the stream until it has ended.
        writer.onEnd = { self.tellClosed() }
        if let retry = options.retry {
            var text = ByteWriter(capacity: 32)
            EventStreamEncoder.append(retryMilliseconds: retry.wholeMilliseconds, data: nil, into: &text)
            text.withUnsafeBytes { put($0) }
        }
    }

    /// Whether the browser is still there and the stream has not been closed.
    public var isOpen: Bool { writer.isOpen }

    /// Output that the kernel has not taken yet, in bytes.
    public var bufferedBytes: Int { writer.bufferedBytes }

    /// Sets what is called once when the stream has ended, in whatever way.
    public func onClose(_ body: @escaping () -> Void) { closeBody = body }

    /// Adds something that is called once when the stream has ended; for the library's own, beside the user's ``onClose(_:)``.
    package func onEnd(_ body: @escaping () -> Void) { endBodies.append(body) }

    // MARK: Sending

    /// Sends an event without waiting; a browser too slow for it is dropped (``EventStreamOptions/maxQueuedBytes``).
    public func send(_ event: ServerSentEvent) { event.encoded.withUnsafeBytes { put($0) } }

    /// Sends an event of type `message` without waiting.
    public func send(_ data: String) { send(ServerSentEvent(data)) }

    /// Sends an event and waits while more than 64 KiB of output wait.
    ///
    /// - Throws: ``ResponseStreamError``.
    public func write(_ event: ServerSentEvent) async throws {
        sentAt = loop.coarseSeconds
        try await writer.write(event.encoded)
    }

    /// Sends an event of type `message` and waits while more than 64 KiB of output wait.
    ///
    /// - Throws: ``ResponseStreamError``.
    public func write(_ data: String) async throws { try await write(ServerSentEvent(data)) }

    /// Sends a comment, which pages do not see, without waiting.
    public func comment(_ text: String) {
        var encoded = ByteWriter(capacity: 64)
        EventStreamEncoder.append(comment: text, into: &encoded)
        encoded.withUnsafeBytes { put($0) }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        sentAt = loop.coarseSeconds
        try? writer.put(bytes)
        guard writer.bufferedBytes > maxQueuedBytes else { return }
        // A burst may only be waiting for the end of this turn.
        writer.flushNow()
        if writer.bufferedBytes > maxQueuedBytes { writer.fail(ResponseStreamError.peerGone) }
    }

    private func tick(_ now: Int) {
        if isLate { return close() }
        if now - sentAt >= heartbeatSeconds { comment("") }
    }

    // MARK: The end

    /// Ends the stream in order; the browser comes back unless it was told not to (status 204).
    public func close() { writer.close() }

    private func tellClosed() {
        let bodies = endBodies
        let body = closeBody
        endBodies = []
        closeBody = nil
        for body in bodies { body() }
        body?()
    }
}
