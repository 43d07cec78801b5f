internal import CLibUV

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Accepts the connections of one listening socket on one loop: who may stay becomes a connection, who may not is closed at once.
///
/// Confined to the loop. When descriptors run out it keeps one in reserve to turn the excess away with, so that a full server neither spins
/// nor leaves those who wait without an answer.
final class Acceptor {
    let listener: TCPListener
    private unowned(unsafe) let loop: EventLoop
    private let socket: ListeningSocket
    private let poll: UnsafeMutablePointer<uv_poll_t>
    private var pauseTimer: LoopTimer?
    /// A descriptor for bad times.
    private var spare: Int32 = -1
    private var isStopped = false
    /// The loop whose turn it is, where this is the address's only socket.
    private var turn = 0
    private let deals: Bool

    /// Connections accepted in one turn of the loop at most, so that a storm does not starve the open ones.
    private static let perTurn = 32
    /// How long accepting pauses when the rate is exceeded, or when room has just been made.
    private static let shortPause = Duration.milliseconds(10)
    /// How long accepting pauses when the system is out of memory or descriptors.
    private static let longPause = Duration.milliseconds(100)

    init(_ listener: TCPListener, _ socket: ListeningSocket, on loop: EventLoop) {
        self.listener = listener
        self.loop = loop
        self.socket = socket
        deals = listener.socketCount == 1 && listener.loops.count > 1
        poll = .allocate(capacity: 1)
        uv_poll_init(loop.uv, poll, socket.descriptor)
        poll.pointee.data = Unmanaged.passRetained(self).toOpaque()
        spare = Platform.openNothing()
    }

    func start() {
        guard !isStopped else { return }
        uv_poll_start(poll, Int32(UV_READABLE.rawValue), readyCallback)
    }

    /// Takes what waits in the kernel's queue, which closing the socket would reset; then closes it.
    func stop() {
        guard !isStopped else { return }
        isStopped = true
        pauseTimer?.cancel()
        uv_poll_stop(poll)
        for _ in 0..<ListeningSocket.backlog {
            var storage = sockaddr_storage()
            let descriptor = Platform.accept(socket.descriptor, &storage)
            guard descriptor >= 0 else { break }
            take(descriptor, storage)
        }
        uv_close(UnsafeMutableRawPointer(poll).assumingMemoryBound(to: uv_handle_t.self), pollClosedCallback)
        close(socket.descriptor)
        if spare >= 0 { close(spare) }
    }

    private func pause(_ time: Duration) {
        uv_poll_stop(poll)
        if let pauseTimer { return pauseTimer.reschedule(after: time) }
        pauseTimer = loop.schedule(after: time) { [weak self] in
            guard let self, !isStopped else { return }
            if spare < 0 { spare = Platform.openNothing() }
            start()
        }
    }

    // MARK: Accepting

    fileprivate func ready() {
        let now = loop.now
        loop.state.pointee.acceptBudget.fill(now)
        for _ in 0..<Self.perTurn {
            guard !isStopped else { return }
            guard loop.state.pointee.acceptBudget.take() else { return pause(Self.shortPause) }
            if let admission = loop.admission, admission.openCount >= admission.maxConnections, loop.makeRoom() {
                return pause(Self.shortPause)
            }
            var storage = sockaddr_storage()
            let descriptor = Platform.accept(socket.descriptor, &storage)
            if descriptor >= 0 {
                take(descriptor, storage)
                continue
            }
            switch errno {
            case EAGAIN, EWOULDBLOCK: return
            case EMFILE, ENFILE:
                guard !loop.makeRoom(), turnAway() else { return pause(Self.longPause) }
            case ENOBUFS, ENOMEM, EBADF, EINVAL, ENOTSOCK: return pause(Self.longPause)
            // The one that waited has gone, or its network has (accept(2), error handling).
            default: break
            }
        }
    }

    /// Closes one who waits, with the descriptor in reserve; `false` if that was gone as well.
    private func turnAway() -> Bool {
        guard spare >= 0 else { return false }
        close(spare)
        var storage = sockaddr_storage()
        let descriptor = Platform.accept(socket.descriptor, &storage)
        if descriptor >= 0 { refuse(descriptor, .noDescriptors, AddressBits(storage)) }
        spare = Platform.openNothing()
        return spare >= 0
    }

    /// Admits a connection and gives it to the loop it will live on.
    private func take(_ descriptor: Int32, _ storage: sockaddr_storage) {
        let address = AddressBits(storage)
        let introductions = listener.options.introductions
        if let introductions, !introductions.isTrusted(address) { return refuse(descriptor, .untrustedProxy, address) }
        var ticket = ConnectionTicket()
        if let admission = loop.admission {
            // A proxy that introduces its clients is not counted as one of them.
            switch admission.admit(introductions == nil ? address : nil, now: loop.second) {
            case .success(let admitted): ticket = admitted
            case .failure(let refusal): return refuse(descriptor, refusal, address)
            }
        }
        loop.counters.pointee.accepted += 1
        let target = deals ? listener.loops[turn] : loop
        if deals { turn = (turn + 1) % listener.loops.count }
        let listener = listener
        if target === loop {
            Self.open(descriptor, ticket, listener, on: loop)
        } else {
            target.execute { [ticket] in Self.open(descriptor, ticket, listener, on: target) }
        }
    }

    private static func open(_ descriptor: Int32, _ ticket: ConnectionTicket, _ listener: TCPListener, on loop: EventLoop) {
        guard let introductions = listener.options.introductions else {
            return loop.adopt(
                descriptor: descriptor, limits: listener.options.limits, ticket: ticket, initial: [], makeHandler: listener.makeHandler)
        }
        ProxyIntroduction(descriptor, ticket, listener, introductions, on: loop).start()
    }

    private func refuse(_ descriptor: Int32, _ refusal: ConnectionRefusal, _ address: AddressBits?) {
        loop.note(refusal, address)
        Platform.reset(descriptor)
    }
}

extension EventLoop {
    /// The monotonic clock's second, the same on all loops.
    var second: Int { Int(clamping: now.nanoseconds / 1_000_000_000) }
}

// C callbacks; see the remark in EventLoop.swift.

private func readyCallback(_ poll: UnsafeMutablePointer<uv_poll_t>?, _ status: Int32, _: Int32) {
    guard let data = poll?.pointee.data else { return }
    Unmanaged<Acceptor>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.ready() }
}

private func pollClosedCallback(_ handle: UnsafeMutablePointer<uv_handle_t>?) {
    guard let handle, let data = handle.pointee.data else { return }
    Unmanaged<Acceptor>.fromOpaque(data).release()
    UnsafeMutableRawPointer(handle).assumingMemoryBound(to: uv_poll_t.self).deallocate()
}
