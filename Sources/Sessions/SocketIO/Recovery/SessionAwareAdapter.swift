import Synchronization
import WayleaveEventLoop
import WayleaveRooms

/// The adapter of a server that is alone and remembers: every event that can be replayed is numbered, and kept for clients that come back.
///
/// One log gives the events of all loops one order. A loop delivers what lies between its cursor and the log's end, so that every client
/// gets the events in that order, and the last one it has seen says which ones it has not.
final class SessionAwareAdapter: LoneAdapter {
    let local: LocalSockets
    private let options: ConnectionStateRecoveryOptions
    private let epoch = RecoveryOffset.randomEpoch()
    private let desks: [LoopBound<Desk>]
    private let state: Mutex<State>

    /// What is delivering on one loop.
    private final class Desk {
        var isDelivering = false
        /// The number of the event that is being delivered.
        var number = 0
    }

    private struct State {
        var log: PacketLog
        var sessions = SessionStore()
        var counts = RecoveryCounts()
        /// Whether a loop has been told that there are events for it.
        var isWoken: [Bool]
        var sweeping: Task<Void, Never>?
    }

    /// How often what is too old is forgotten, at least: 60 s.
    static let sweepInterval = Duration.seconds(60)
    /// The most events that a loop takes from the log at once: 64.
    private static let batch = 64

    init(local: LocalSockets, options: ConnectionStateRecoveryOptions) {
        self.local = local
        self.options = options
        let loops = local.rooms.loops
        desks = loops.map { LoopBound(Desk(), to: $0) }
        state = Mutex(State(log: PacketLog(loops: loops.count), isWoken: Array(repeating: false, count: loops.count)))
    }

    func start() {
        let interval = max(min(Self.sweepInterval, options.maxDisconnectionDuration), .milliseconds(10))
        let task = Task { [weak self] in
            while !Task.isCancelled {
                try? await Task.sleep(for: interval)
                self?.sweep()
            }
        }
        state.withLock { $0.sweeping = task }
    }

    func close() { state.withLock { $0.sweeping?.cancel() } }

    private func sweep() {
        let limit = ContinuousClock.now - options.maxDisconnectionDuration
        state.withLock { state in
            state.sessions.dropAll(before: limit)
            state.log.trim(maxCount: options.maxPackets, maxBytes: options.maxPacketBytes, before: limit)
        }
    }

    // MARK: Events

    func take(_ event: EncodedEvent, for selection: RoomSelection) -> Broadcast? {
        guard !selection.flags.contains(.volatile) else { return event.broadcast(selection.flags) }
        log(event, for: selection, home: nil)
        return nil
    }

    func take(_ event: EncodedEvent, for socket: Socket) {
        log(event, for: RoomSelection(rooms: [socket.id]), home: socket.connection.session.loop.index)
    }

    private func log(_ event: EncodedEvent, for selection: RoomSelection, home: Int?) {
        let here = here
        let now = ContinuousClock.now
        let woken = state.withLock { state in
            let offset = RecoveryOffset(epoch: epoch, number: state.log.next).text
            let broadcast = event.broadcast(selection.flags, offset: offset)
            state.log.append(.init(broadcast: broadcast, selection: selection, home: home, loggedAt: now))
            state.log.trim(
                maxCount: options.maxPackets, maxBytes: options.maxPacketBytes, before: now - options.maxDisconnectionDuration)
            var woken: [Int] = []
            for loop in desks.indices where loop != here && !state.isWoken[loop] && state.log.isBehind(loop) {
                state.isWoken[loop] = true
                woken.append(loop)
            }
            return woken
        }
        for loop in woken { desks[loop].loop.execute { [self] in deliver(on: loop) } }
    }

    func deliver() {
        if let here { deliver(on: here) }
    }

    /// The calling loop, if it is one of these.
    private var here: Int? { EventLoop.current.flatMap { current in desks.firstIndex { $0.loop === current } } }

    /// Delivers what a loop has not delivered yet. On that loop; within another delivery, that one goes on with it.
    private func deliver(on loop: Int) {
        let desk = desks[loop].value
        guard !desk.isDelivering else { return }
        desk.isDelivering = true
        defer { desk.isDelivering = false }
        let shard = local.rooms.shard(on: desks[loop].loop)
        while true {
            let (first, packets) = state.withLock { state in
                state.isWoken[loop] = false
                return state.log.take(for: loop, limit: Self.batch)
            }
            guard !packets.isEmpty else { return }
            for (index, packet) in packets.enumerated() where packet.home == nil || packet.home == loop {
                let number = first + index
                desk.number = number
                shard.broadcast(to: packet.selection) { socket in
                    socket.recovery?.lastSent = number
                    packet.broadcast.deliver(to: socket)
                }
            }
        }
    }

    /// Those that are away must not come back either.
    func disconnectSockets(_ selection: RoomSelection, close: Bool) {
        state.withLock { $0.sessions.dropAll { selection.isFor($0) } }
        local.disconnectSockets(selection, close: close)
    }

    var recovery: (any RecoveryStore)? { self }
}

extension SessionAwareAdapter: RecoveryStore {
    var skipMiddlewares: Bool { options.skipMiddlewares }

    func persist(_ socket: Socket, _ recovery: SocketRecovery) {
        let loop = socket.connection.session.loop.index
        let desk = desks[loop].value
        // Amid a delivery the cursor is past events that this socket has not got.
        let amid = desk.isDelivering ? (recovery.lastSent < desk.number ? desk.number : desk.number + 1) : nil
        let (sid, rooms, data) = (socket.id, socket.rooms, socket.data)
        recovery.isPersisted = true
        state.withLock { state in
            let session = RecoverySession(
                sid: sid, pid: recovery.pid, rooms: rooms, data: data, lastSent: recovery.lastSent,
                position: amid ?? state.log.cursors[loop], disconnectedAt: .now)
            insert(session, &state)
        }
    }

    private func insert(_ session: RecoverySession, _ state: inout State) {
        state.sessions.insert(session, maxCount: options.maxSessions, maxBytes: options.maxSessionBytes)
    }

    func restore(pid: String, offset: String?) async -> Result<RestoredSession, RecoveryFailure> {
        state.withLock { state in
            guard let session = state.sessions.take(pid) else { return .failure(.unknownSession) }
            guard session.disconnectedAt + options.maxDisconnectionDuration >= .now else { return .failure(.expired) }
            guard let start = start(of: session, after: offset), start >= state.log.first else { return .failure(.unknownOffset) }
            return .success(RestoredSession(session: session, start: start))
        }
    }

    /// The first event that the client may have missed. One that has seen all it was sent missed nothing before it went; others name the
    /// last one they saw.
    private func start(of session: RecoverySession, after offset: String?) -> Int? {
        guard let offset else { return session.lastSent < 0 ? session.position : nil }
        guard let offset = RecoveryOffset(offset), offset.epoch == epoch, offset.number <= session.lastSent else { return nil }
        return offset.number == session.lastSent ? session.position : offset.number + 1
    }

    func putBack(_ restored: RestoredSession) {
        state.withLock { insert(restored.session, &$0) }
    }

    func resume(_ restored: RestoredSession, on loop: EventLoop) -> SocketBeginning? {
        // First the loop gets to where the client has been: what it has seen must not come again.
        deliver(on: loop.index)
        let session = restored.session
        let missed = state.withLock { state in
            let missed = state.log.missed(from: restored.start, loop: loop.index, rooms: Set(session.rooms))
            if missed != nil { state.counts.recovered += 1 }
            return missed
        }
        guard let missed else { return nil }
        let recovery = SocketRecovery(
            pid: session.pid, isRecovered: true,
            lastSent: missed.last?.number ?? (restored.start == session.position ? session.lastSent : restored.start - 1))
        return SocketBeginning(sid: session.sid, rooms: session.rooms, missed: missed.map(\.packet.broadcast), recovery: recovery)
    }

    func begin(_ failure: RecoveryFailure?) -> SocketBeginning {
        if let failure { state.withLock { $0.counts.failed[failure, default: 0] += 1 } }
        return SocketBeginning(recovery: SocketRecovery(pid: SocketID.random(), failure: failure))
    }

    var counts: RecoveryCounts {
        state.withLock { state in
            var counts = state.counts
            counts.sessions = state.sessions.count
            counts.packets = state.log.count
            counts.packetBytes = state.log.bytes
            counts.evictedSessions = state.sessions.evicted
            counts.evictedPackets = state.log.evicted
            return counts
        }
    }
}
