internal import CLibUV
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A fixed number of loops, each on a thread of its own.
package final class EventLoopGroup: Sendable {
    package let loops: [EventLoop]
    private let running: Atomic<Int>
    private let ended = Mutex<(isOver: Bool, waiters: [CheckedContinuation<Void, Never>])>((false, []))

    /// Starts `count` loops; at least 1, at most 256.
    ///
    /// The process will ignore `SIGPIPE` from now on, as every network server must, and may open as many files as its hard limit allows
    /// (`RLIMIT_NOFILE`): the usual soft limit of 1,024 is there for `select`, which is not used here.
    package init(count: Int, broadcasts: BroadcastLimits = BroadcastLimits()) throws(IOError) {
        Platform.ignoreBrokenPipes()
        Platform.raiseOpenFileLimit()
        var made: [EventLoop] = []
        for index in 0..<min(max(count, 1), 256) { made.append(try EventLoop(index: index, broadcasts: broadcasts)) }
        loops = made
        running = Atomic(made.count)
        for loop in made { startThread { [self] in run(loop) } }
    }

    /// The number of processors this process may use.
    package static var coreCount: Int { max(1, Int(uv_available_parallelism())) }

    /// Ends all loops; open connections are closed without ceremony. From any thread.
    package func stop() {
        for loop in loops { loop.stop() }
    }

    /// Returns when all loops have ended.
    package func wait() async {
        await withCheckedContinuation { continuation in
            let isOver = ended.withLock { state in
                if !state.isOver { state.waiters.append(continuation) }
                return state.isOver
            }
            if isOver { continuation.resume() }
        }
    }

    private func run(_ loop: EventLoop) {
        loop.run()
        guard running.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 else { return }
        let waiters = ended.withLock { state in
            state.isOver = true
            let waiters = state.waiters
            state.waiters = []
            return waiters
        }
        for waiter in waiters { waiter.resume() }
    }
}

/// A thread's body on its way through C.
private final class ThreadBody {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
}

private func startThread(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(ThreadBody(body))
    let thread = UnsafeMutablePointer<uv_thread_t>.allocate(capacity: 1)
    defer { thread.deallocate() }
    if uv_thread_create(thread, threadEntry, box.toOpaque()) != 0 { box.release() }
}

private func threadEntry(_ argument: UnsafeMutableRawPointer?) {
    guard let argument else { return }
    // Nobody joins it; the end of a loop is told by `EventLoopGroup.wait`.
    pthread_detach(pthread_self())
    Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
}
