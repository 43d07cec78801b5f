internal import Synchronization
internal import WayleaveEventLoop

/// Stopping in order: nothing that was asked for is cut, as long as ``ServerTimeouts/drain`` allows.
extension RunningServer {
    /// How long a stopping server leaves idle connections open: a quarter of a second.
    static let graceOfIdle = Duration.milliseconds(250)

    /// Stops in `SIGTERM`'s and `SIGINT`'s case; the second signal stops without waiting.
    public func stopOnSignals() {
        // This server is what the process is for.
        SystemdNotifier().tell(.ready)
        let count = Atomic<Int>(0)
        let signals = SignalCount(count)
        _ = SignalWatcher([.terminate, .interrupt], on: group.loops[0]) { [self] _ in
            guard signals.next() == 1 else {
                site.log(LogRecord(.warning, "drain-cut", "a second signal: stopping at once"))
                return group.stop()
            }
            SystemdNotifier().tell(.stopping)
            Task { await stop() }
        }
    }

    /// Stops in order.
    ///
    /// 1. ``Server/health(_:isReady:)`` answers 503; all else goes on for ``ServerTimeouts/drainDelay``.
    /// 2. Nothing more is accepted, but what waits to be. Answers carry `Connection: close`, behind the last request that has already come.
    ///    WebSockets and sessions are told to go, evenly over ``ServerTimeouts/drainSpread``; no new ones are opened.
    /// 3. Idle connections are closed; what is still at work is waited for.
    /// 4. After ``ServerTimeouts/drain``, counted from step 2, what is left is cut.
    public func stop() async {
        guard site.life.leave() else { return await wait() }
        if site.timeouts.drainDelay > .zero {
            site.log(LogRecord(.info, "drain-announced", "stopping in \(site.timeouts.drainDelay); until then requests are served as ever"))
            try? await Task.sleep(for: site.timeouts.drainDelay)
        }
        let clock = ContinuousClock()
        let began = clock.now
        for listener in listeners { listener.stop() }
        let left = await beginDraining()
        site.log(LogRecord(.info, "drain-started", "accepting nothing more; \(left)", left.metadata))
        let told = Task { [site] in
            await withTaskGroup { group in
                for mount in site.router.allMounts { group.addTask { await mount.stop(over: site.timeouts.effectiveDrainSpread) } }
            }
        }
        try? await Task.sleep(for: Self.graceOfIdle)
        let cut = await waitForRest(until: began + site.timeouts.drain, clock)
        told.cancel()
        let took = (clock.now - began).wholeMilliseconds
        if cut.all == 0 {
            site.log(LogRecord(.info, "drain-finished", "stopped after \(took) ms; nothing was cut", ["milliseconds": "\(took)"]))
        } else {
            site.log(LogRecord(.warning, "drain-cut", "stopped after \(took) ms, the limit; cut: \(cut)", cut.metadata))
        }
        group.stop()
        await group.wait()
    }

    /// Lets every loop begin, with its WebSockets; returns what there is to wait for.
    private func beginDraining() async -> DrainProgress {
        let (spread, limit) = (site.timeouts.effectiveDrainSpread, site.timeouts.drain)
        let parts = await site.collector.ask { context in
            context.beginDraining(spread: spread, limit: limit)
            return DrainProgress(context)
        }
        return parts.reduce(into: DrainProgress()) { $0.add($1) }
    }

    /// Closes what becomes idle, tells once a second how much is left, and returns what must be cut.
    private func waitForRest(until deadline: ContinuousClock.Instant, _ clock: ContinuousClock) async -> DrainProgress {
        var told = clock.now
        while true {
            let parts = await site.collector.ask { context in
                context.closeIdle()
                return DrainProgress(context)
            }
            let left = parts.reduce(into: DrainProgress()) { $0.add($1) }
            guard left.all > 0, clock.now < deadline else { return left }
            if clock.now - told >= .seconds(1) {
                told = clock.now
                site.log(LogRecord(.info, "drain-progress", "still waiting for \(left)", left.metadata))
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }
}

/// Counts signals.
private final class SignalCount: Sendable {
    private let count: Atomic<Int>
    init(_ count: consuming Atomic<Int>) { self.count = count }
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
