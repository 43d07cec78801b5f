internal import CLibUV
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// One thread that waits for sockets, timers and messages from other threads, and the executor of all code that belongs to it.
///
/// As `SerialExecutor` and `TaskExecutor` it makes async handlers resume on the loop they started on.
///
/// Soundness of `@unchecked Sendable`: `mailbox` and `wakePending` are synchronised; every other member is either immutable or touched
/// only on the loop's own thread, which `inLoop` tells.
public final class EventLoop: SerialExecutor, TaskExecutor, @unchecked Sendable {
    /// The loop's place in its group: 0 ..< number of loops.
    package let index: Int
    let uv: UnsafeMutablePointer<uv_loop_t>
    /// The hot state, behind a pointer so that no exclusivity check stands on the per-message path.
    @usableFromInline package let state: UnsafeMutablePointer<LoopState>
    let timers = TimerHeap()
    /// What the loop counts. On the loop only.
    package let counters: UnsafeMutablePointer<LoopCounters>

    private let wakeHandle: UnsafeMutablePointer<uv_async_t>
    private let prepareHandle: UnsafeMutablePointer<uv_prepare_t>
    private let timerHandle: UnsafeMutablePointer<uv_timer_t>
    private let mailbox = Mutex<[RemoteWork]>([])
    private let wakePending = Atomic<Bool>(false)
    /// What other loops have broadcast to this one and it has not got round to.
    let broadcasts: BroadcastBacklog
    private let threadID = Atomic<UInt>(0)

    /// Work on its way to the loop's thread. A wrapper, because a job is not `Sendable` by itself; it is moved, never shared.
    private enum RemoteWork: @unchecked Sendable {
        case job(UnownedJob)
        case call(@Sendable () -> Void)
    }

    /// The most pieces of queued work that one turn runs before it looks at the sockets again.
    private static let workPerTurn = 4096

    init(index: Int, broadcasts limits: BroadcastLimits) throws(IOError) {
        self.index = index
        broadcasts = BroadcastBacklog(limits)
        uv = .allocate(capacity: 1)
        wakeHandle = .allocate(capacity: 1)
        prepareHandle = .allocate(capacity: 1)
        timerHandle = .allocate(capacity: 1)
        state = .allocate(capacity: 1)
        state.initialize(to: LoopState())
        counters = .allocate(capacity: 1)
        counters.initialize(to: LoopCounters())
        let code = uv_loop_init(uv)
        guard code == 0 else { throw IOError(uv: code, operation: "create an event loop") }
        let me = Unmanaged.passUnretained(self).toOpaque()
        uv_async_init(uv, wakeHandle, wakeCallback)
        wakeHandle.pointee.data = me
        uv_prepare_init(uv, prepareHandle)
        prepareHandle.pointee.data = me
        uv_prepare_start(prepareHandle, prepareCallback)
        uv_timer_init(uv, timerHandle)
        timerHandle.pointee.data = me
        timers.onEarliestChanged = { [unowned self] in armTimer() }
    }

    // MARK: Where am I

    /// Whether the caller runs on this loop's thread.
    @inline(__always)
    package var inLoop: Bool { threadID.load(ordering: .relaxed) == Self.callerThreadID }

    /// The loop whose thread the caller runs on.
    package static var current: EventLoop? {
        pthread_getspecific(currentLoopKey).map { Unmanaged<EventLoop>.fromOpaque($0).takeUnretainedValue() }
    }

    @inline(__always)
    private static var callerThreadID: UInt {
        #if canImport(Glibc)
            UInt(pthread_self())
        #else
            UInt(bitPattern: pthread_self())
        #endif
    }

    /// The monotonic time now.
    package var now: Instant { Instant(nanoseconds: Platform.monotonicNanoseconds()) }

    /// Seconds since 1970 by the system's clock.
    package var unixSeconds: Int { Platform.unixSeconds() }

    // MARK: Work

    /// Posts a broadcast of `bytes` bytes, in order with everything else, unless too many others wait for the loop: then it is thrown away.
    ///
    /// From any thread. What must not be lost is for ``execute(_:)``, which has no bound: its senders wait for answers, or are few.
    @discardableResult
    package func executeBroadcast(bytes: Int, _ body: @escaping @Sendable () -> Void) -> Bool {
        guard broadcasts.admit(bytes) else { return false }
        execute { [self] in
            broadcasts.done(bytes)
            body()
        }
        return true
    }

    /// How many broadcasts were thrown away since the loop began; from any thread.
    package var shedBroadcasts: Int { broadcasts.shed.load(ordering: .relaxed) }

    /// Runs `body` on the loop soon, after everything already queued; from any thread.
    package func execute(_ body: @escaping @Sendable () -> Void) {
        if inLoop { state.pointee.work.push(.call(body)) } else { post(.call(body)) }
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if inLoop { state.pointee.work.push(.job(job)) } else { post(.job(job)) }
    }

    public func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }
    public func asUnownedTaskExecutor() -> UnownedTaskExecutor { UnownedTaskExecutor(ordinary: self) }
    public func isIsolatingCurrentContext() -> Bool? { inLoop }

    /// Traps when the caller claims to be on the loop but is not: a fault of the program, never of a peer.
    public func checkIsolated() { precondition(inLoop, "this code must run on its event loop") }

    /// Suspends until the loop has looked at its sockets and timers once more: what a task that would otherwise never wait owes the others.
    package func nextTurn() async {
        await withUnsafeContinuation { continuation in post(.call { continuation.resume() }) }
    }

    /// One mailbox push, and one wake-up however many pushes happen before the loop looks.
    private func post(_ work: RemoteWork) {
        mailbox.withLock { $0.append(work) }
        if !wakePending.exchange(true, ordering: .acquiringAndReleasing) { uv_async_send(wakeHandle) }
    }

    fileprivate func takeMail() {
        beginTurn()
        wakePending.store(false, ordering: .sequentiallyConsistent)
        let arrived = mailbox.withLock { mail in
            let taken = mail
            mail = []
            return taken
        }
        for work in arrived {
            switch work {
            case .job(let job): state.pointee.work.push(.job(job))
            case .call(let body): state.pointee.work.push(.call(body))
            }
        }
        runWork()
    }

    /// Runs queued work; what exceeds a turn's share waits for the next turn, so that work which makes work cannot starve the sockets.
    @inline(__always)
    func runWork() {
        if state.pointee.work.count > 0 { runQueuedWork() }
    }

    @inline(never)
    private func runQueuedWork() {
        let serial = asUnownedSerialExecutor()
        let task = asUnownedTaskExecutor()
        var left = Self.workPerTurn
        while left > 0, let work = state.pointee.work.pop() {
            switch work {
            case .job(let job): job.runSynchronously(isolatedTo: serial, taskExecutor: task)
            case .call(let body): body()
            }
            left -= 1
        }
        if state.pointee.work.count > 0 { uv_async_send(wakeHandle) }
    }

    /// The end of a turn, before the loop waits: run what is queued, then write what the turn produced, one write per connection.
    fileprivate func finishTurn() {
        if state.pointee.work.count > 0 {
            beginTurn()
            runQueuedWork()
            uv_update_time(uv)
        }
        flushDirtyConnections()
        state.pointee.sharedWrites.endTurn()
        endTurn()
        // Closing a slow consumer may have queued more work.
        if state.pointee.work.count > 0 { uv_async_send(wakeHandle) }
    }

    // MARK: Timers

    /// Arms a new one-shot timer; precise to about half a millisecond. On the loop only.
    package func schedule(after delay: Duration, _ body: @escaping () -> Void) -> LoopTimer {
        let timer = LoopTimer(loop: self, body: body)
        timer.reschedule(after: delay)
        return timer
    }

    /// A timer that is not armed yet. On the loop only.
    package func makeTimer(_ body: @escaping () -> Void) -> LoopTimer { LoopTimer(loop: self, body: body) }

    /// libuv counts in milliseconds. Rounding to the nearest one, and firing what is due within half of one, keeps the error at ± 0.5 ms.
    private static let timerSlack = Duration.microseconds(500)

    private func armTimer() {
        guard let earliest = timers.earliest else {
            uv_timer_stop(timerHandle)
            return
        }
        uv_update_time(uv)
        let now = now
        let wait = earliest <= now ? 0 : (earliest.nanoseconds - now.nanoseconds + 500_000) / 1_000_000
        uv_timer_start(timerHandle, timerCallback, wait, 0)
    }

    fileprivate func fireTimers() {
        beginTurn()
        while let timer = timers.popDue(now + Self.timerSlack) { timer.body() }
        armTimer()
        runWork()
    }

    // MARK: The clock of time-outs

    /// Seconds since the loop started, advanced about once a second: what time-outs count with, free to read. On the loop only.
    package var coarseSeconds: Int { state.pointee.coarseSeconds }

    /// Calls `body` about once a second, before the connections' handlers hear of it. On the loop only.
    package func onTick(_ body: @escaping () -> Void) { state.pointee.tickBodies.append(body) }

    private func startTicking() {
        var ticker: LoopTimer?
        let started = now
        ticker = schedule(after: .seconds(1)) { [unowned self] in
            let elapsed = now - started
            if let deadline = ticker?.deadline { counters.pointee.delay.observe((now - deadline).wholeMilliseconds) }
            state.pointee.coarseSeconds = Int(elapsed.components.seconds)
            for body in state.pointee.tickBodies { body() }
            for connection in connections { connection.handler?.tick(coarseSeconds) }
            ticker?.reschedule(after: .seconds(1))
        }
    }

    // MARK: Life

    /// Runs the loop on the calling thread until ``stop()``.
    func run() {
        threadID.store(Self.callerThreadID, ordering: .sequentiallyConsistent)
        pthread_setspecific(currentLoopKey, Unmanaged.passUnretained(self).toOpaque())
        startTicking()
        uv_run(uv, UV_RUN_DEFAULT)
        pthread_setspecific(currentLoopKey, nil)
    }

    /// Closes every connection without ceremony and ends ``run()``; from any thread.
    func stop() {
        execute { [self] in
            for connection in connections { connection.abort() }
            for introduction in state.pointee.introductions.values { introduction.abort() }
            uv_stop(uv)
        }
    }

    /// The open connections of this loop. On the loop only.
    package var connections: [TCPConnection] {
        state.pointee.connections.map { $0.takeUnretainedValue() }
    }
}

/// Key of the thread-specific value that names the loop of a thread.
private let currentLoopKey: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
}()

// C callbacks are top-level functions: formed inside an isolated context they would inherit its isolation and trap on the loop's thread.

private func wakeCallback(_ handle: UnsafeMutablePointer<uv_async_t>?) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<EventLoop>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.takeMail() }
}

private func prepareCallback(_ handle: UnsafeMutablePointer<uv_prepare_t>?) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<EventLoop>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.finishTurn() }
}

private func timerCallback(_ handle: UnsafeMutablePointer<uv_timer_t>?) {
    guard let data = handle?.pointee.data else { return }
    Unmanaged<EventLoop>.fromOpaque(data)._withUnsafeGuaranteedRef { $0.fireTimers() }
}
