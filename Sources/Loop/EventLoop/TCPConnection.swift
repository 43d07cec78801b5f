internal import CLibUV
internal import WayleaveBytes
internal import WayleaveTLS

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A TCP (or Unix-domain) connection on its loop: corked writes, a bounded output queue, back-pressure, orderly and lingering close.
///
/// Confined to the loop. While bytes are being delivered to the handler, whatever it writes collects in the loop's cork and leaves in
/// one write; what other connections are written in the same turn leaves at the end of the turn, again in one write each.
/// TLS sits in between (`TCPConnection+TLS.swift`); a plain connection pays one look at ``tls`` for it.
///
/// Its properties are spared the dynamic exclusivity checks, which cost more than the work here: it is confined to one loop, and no access
/// to one of them spans a call that could reach the same property again.
@usableFromInline
package final class TCPConnection {
    enum Phase { case open, finishing, lingering, closed }

    /// What is read and thrown away, at most, from a peer whose request was refused: 1 MiB, for at most two seconds.
    static let lingerBytes: Int32 = 1024 * 1024
    static let lingerTime = Duration.seconds(2)
    /// How long a closing connection's last output may take to leave: ten seconds.
    static let finishTime = Duration.seconds(10)

    /// The loop it lives on. Loops outlive their connections, hence no reference counting.
    @usableFromInline package unowned(unsafe) let loop: EventLoop
    /// Who gets the bytes; replaced when the protocol changes (WebSocket).
    @exclusivity(unchecked) package var handler: (any ConnectionHandler)?

    let handle: UnsafeMutablePointer<uv_tcp_t>
    let descriptor: Int32
    private let smallLimits: SmallLimits
    /// What it was admitted as.
    @exclusivity(unchecked) var ticket: ConnectionTicket
    @exclusivity(unchecked) private var usedOfStash: UInt32 = 0
    /// This connection's index in the loop's list.
    @exclusivity(unchecked) var place: Int32 = 0
    @exclusivity(unchecked) var phase = Phase.open
    @exclusivity(unchecked) var lingers = false
    @exclusivity(unchecked) var lingered: Int32 = 0
    @exclusivity(unchecked) var isReading = false
    /// The peer will send nothing more.
    @exclusivity(unchecked) var hasEnded = false
    @exclusivity(unchecked) var isPausedByHandler = false
    @exclusivity(unchecked) @usableFromInline package var isPausedByOutput = false
    @exclusivity(unchecked) var isDirty = false
    /// The last turn in which a shared frame was sent at once.
    @exclusivity(unchecked) var sharedTurn: UInt32 = 0
    @exclusivity(unchecked) package private(set) var isDelivering = false
    @exclusivity(unchecked) private var mustDeliverAgain = false
    /// Whether there is ``inFlight``: looking at that would retain it.
    @exclusivity(unchecked) private(set) var isInFlight = false
    /// The end of the last read that the handler did not use, from `stashStart` on: what is used is not moved out of the way, or a peer
    /// that sends many small requests at once would have the rest copied for each.
    @exclusivity(unchecked) var stash: [UInt8] = []
    @exclusivity(unchecked) var queue = OutputQueue()
    /// Bytes that libuv is writing; nothing is sent past them.
    @exclusivity(unchecked) var inFlight: InFlight? { didSet { isInFlight = inFlight != nil } }
    @exclusivity(unchecked) private var rare: Rare?
    /// The encryption; `nil` on a plain connection.
    @exclusivity(unchecked) var tls: TLSSession?

    /// What few connections ever have: an idle one does not pay for the room.
    private final class Rare {
        var error: IOError?
        var migration: (loop: EventLoop, makeHandler: HandlerMaker)?
        var closeTimer: LoopTimer?
    }

    /// The limits, in half the room: what is 4 GiB or more is 4 GiB.
    private struct SmallLimits {
        let pauseReadingAboveQueuedBytes, maxQueuedBytes: UInt32

        init(_ limits: ConnectionLimits) {
            pauseReadingAboveQueuedBytes = UInt32(clamping: limits.pauseReadingAboveQueuedBytes)
            maxQueuedBytes = UInt32(clamping: limits.maxQueuedBytes)
        }
    }

    var stashStart: Int {
        get { Int(usedOfStash) }
        set { usedOfStash = UInt32(clamping: newValue) }
    }

    var limits: ConnectionLimits {
        var limits = ConnectionLimits()
        limits.pauseReadingAboveQueuedBytes = Int(smallLimits.pauseReadingAboveQueuedBytes)
        limits.maxQueuedBytes = Int(smallLimits.maxQueuedBytes)
        return limits
    }

    /// What libuv is writing.
    final class InFlight {
        let chunks: [SharedBytes]
        let count: Int

        init(chunks: [SharedBytes], count: Int) {
            self.chunks = chunks
            self.count = count
        }
    }

    /// Ends it if it takes too long to close.
    var closeTimer: LoopTimer? {
        get { rare?.closeTimer }
        set { if newValue != nil || rare != nil { makeRare().closeTimer = newValue } }
    }

    /// Why the connection is closed, if it failed.
    var error: IOError? {
        get { rare?.error }
        set { makeRare().error = newValue }
    }

    /// Where it is to move.
    var migration: (loop: EventLoop, makeHandler: HandlerMaker)? {
        get { rare?.migration }
        set { makeRare().migration = newValue }
    }

    private func makeRare() -> Rare {
        if let rare { return rare }
        let made = Rare()
        rare = made
        return made
    }

    /// Makes the handler of a connection, on the connection's loop.
    package typealias HandlerMaker = @Sendable (TCPConnection) -> any ConnectionHandler

    /// Takes over an initialised, connected handle. It retains itself until libuv has closed the handle.
    init(loop: EventLoop, handle: UnsafeMutablePointer<uv_tcp_t>, limits: ConnectionLimits, ticket: ConnectionTicket) {
        self.loop = loop
        self.handle = handle
        smallLimits = SmallLimits(limits)
        self.ticket = ticket
        var descriptor: uv_os_fd_t = -1
        uv_fileno(UnsafeRawPointer(handle).assumingMemoryBound(to: uv_handle_t.self), &descriptor)
        self.descriptor = descriptor
        let retained = Unmanaged.passRetained(self)
        handle.pointee.data = retained.toOpaque()
        place = Int32(truncatingIfNeeded: loop.state.pointee.connections.count)
        loop.state.pointee.connections.append(retained)
    }

    /// Gives the connection its handler and starts to read.
    func start(_ makeHandler: HandlerMaker) {
        handler = makeHandler(self)
        updateReading()
    }

    /// Goes on here with what another loop had of the connection; `initial` is delivered first.
    func resume(_ makeHandler: HandlerMaker, initial: [UInt8], session: TLSSession?) {
        tls = session
        session?.move(to: loop.tlsPipe)
        handler = makeHandler(self)
        stash = initial
        deliverStash()
        updateReading()
    }

    // MARK: State

    package var isOpen: Bool { phase == .open }

    /// Output that the kernel has not taken yet, in bytes.
    package var queuedBytes: Int { queue.count + (inFlight?.count ?? 0) + (isCorked ? loop.state.pointee.cork.count : 0) }

    /// Output that has not been handed to the kernel, in bytes; unlike ``queuedBytes`` it falls as a slow peer reads.
    package var unsentBytes: Int {
        let stream = UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self)
        return queue.count + (!isInFlight || phase == .closed ? 0 : Int(uv_stream_get_write_queue_size(stream)))
    }

    /// Whether so much output waits that the peer is not read from: a handler leaves the rest of what it was given for later, or one
    /// read full of small requests could call for answers without bound. It is presented again when the output has left.
    @inlinable
    @inline(__always)
    package var isBackedUp: Bool { isPausedByOutput }

    /// Whether bytes wait that the handler has not used.
    package var hasLeftovers: Bool { stashStart < stash.count }

    /// Whether bytes have come that were not read yet, or the end has.
    package var hasUnread: Bool { phase == .open && Platform.hasUnread(descriptor) }

    /// Whether nothing waits for the kernel: what is written now leaves with this turn.
    package var isWritable: Bool { phase == .open && !isInFlight && queue.isEmpty }

    /// The client's address and port, for instance `127.0.0.1:50712` or `[::1]:50712`: the peer's own, or what a trusted proxy introduced it
    /// by; `nil` when unknown, as at a Unix-domain socket.
    package var remoteAddress: SocketAddress? {
        if let introduced = ticket.introduced { return introduced.address }
        var storage = sockaddr_storage()
        var length = Int32(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { uv_tcp_getpeername(handle, $0, &length) }
        }
        return code == 0 ? SocketAddress(storage) : nil
    }

    /// The client as a trusted proxy introduced it (PROXY protocol); `nil` where none did.
    package var introduced: IntroducedPeer? { ticket.introduced }

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
        deliverAgain()
    }

    /// Presents what the handler left over once more, soon; then reads on if nothing else keeps it from reading.
    package func deliverAgain() {
        isPausedByHandler = false
        // What is left over of bytes that are just being delivered is not known yet.
        if isDelivering { mustDeliverAgain = true }
        guard hasLeftovers else { return updateReading() }
        deliverSoon()
    }

    /// Catches up on ``deliverAgain()`` when it was called by work that a delivery set going.
    @inline(never)
    private func deliverAgainAsAsked() {
        mustDeliverAgain = false
        if hasLeftovers { deliverSoon() } else if hasEnded, phase == .open { handler?.ended() }
    }

    func deliverSoon() {
        // Not from here: the handler may be in the middle of something.
        let connection = Unmanaged.passRetained(self)
        loop.state.pointee.work.push(
            .call {
                let connection = connection.takeRetainedValue()
                connection.deliverStash()
                connection.updateReading()
            })
    }

    func updateReading() {
        let want = phase == .lingering || (phase == .open && !isPausedByHandler && !isPausedByOutput && !hasEnded)
        guard want != isReading, phase != .closed else { return }
        if want, let tls, tls.hasPeerClosed, phase == .open { return endSoon() }
        isReading = want
        let stream = UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self)
        if want { uv_read_start(stream, allocateCallback, readCallback) } else { uv_read_stop(stream) }
    }

    @inline(__always)
    func read(_ count: Int) {
        loop.beginTurn()
        if count > 0 {
            loop.counters.pointee.bytesReceived &+= count
            return receive(count)
        }
        guard count < 0 else { return }
        isReading = false
        uv_read_stop(UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_stream_t.self))
        guard count == Int(UV_EOF.rawValue) else {
            error = IOError(uv: Int32(count), operation: "read from \(remoteAddress?.description ?? "a peer")")
            return abort()
        }
        switch phase {
        case .open:
            hasEnded = true
            if tls != nil { noteTruncation() }
            handler?.ended()
            loop.runWork()
        case .lingering: abort()
        case .finishing, .closed: break
        }
    }

    private func receive(_ count: Int) {
        guard phase == .open else { return discard(count) }
        let start = loop.state.pointee.received + LoopState.gapBytes
        guard tls == nil else { return receiveEncrypted(UnsafeRawBufferPointer(start: start, count: count)) }
        take(start, count)
    }

    /// Delivers plaintext, together with what was left over before it: `LoopState.gapBytes` in front of `start` are free for that.
    @inline(__always)
    func take(_ received: UnsafeMutablePointer<UInt8>, _ count: Int) {
        var start = received
        var total = count
        let stashed = stash.count - stashStart
        if stashed > 0 {
            if stashed > LoopState.gapBytes {
                stash.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
                return deliverStash()
            }
            start -= stashed
            total += stashed
            UnsafeMutableRawBufferPointer(start: start, count: stashed).copyBytes(from: stash[stashStart...])
            stash = []
            stashStart = 0
        }
        let used = deliver(UnsafeMutableRawBufferPointer(start: start, count: total))
        guard phase == .open else { return }
        if used < total { stash = Array(UnsafeRawBufferPointer(start: start + used, count: total - used)) }
        if mustDeliverAgain { deliverAgainAsAsked() }
        if migration != nil { migrate() }
    }

    /// Presents the stashed bytes again.
    func deliverStash() {
        guard phase == .open, !isPausedByHandler, !isPausedByOutput, !isDelivering, hasLeftovers else { return }
        var bytes = stash
        let start = stashStart
        stash = []
        stashStart = 0
        let used = start + bytes.withUnsafeMutableBytes { deliver(UnsafeMutableRawBufferPointer(rebasing: $0[start...])) }
        guard phase == .open else { return }
        if used < bytes.count {
            stash = bytes
            stashStart = used
        }
        if mustDeliverAgain { deliverAgainAsAsked() }
        if migration != nil { migrate() }
    }

    /// Lets the handler use `bytes`; everything it writes meanwhile leaves in one piece.
    @inline(__always)
    private func deliver(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
        guard let handler else { return bytes.count }
        cork()
        isDelivering = true
        let used = handler.received(bytes)
        loop.runWork()
        isDelivering = false
        uncork()
        return min(used, bytes.count)
    }

    /// A peer that still sends after it was refused must not have its answer destroyed by a reset, but it is not listened to for ever.
    private func discard(_ count: Int) {
        lingered &+= Int32(clamping: count)
        if lingered > Self.lingerBytes { abort() }
    }
}
