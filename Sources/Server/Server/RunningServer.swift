internal import Synchronization
public import WayleaveEventLoop

/// A server that listens; stop it in order with ``stop()``.
public final class RunningServer: Sendable {
    /// The addresses listened on, in the listeners' order, with the ports the system chose if it was asked to.
    public let addresses: [SocketAddress]
    /// The first of the addresses.
    public var address: SocketAddress { addresses[0] }
    private let site: Site
    private let group: EventLoopGroup
    private let listeners: [TCPListener]
    private let contexts: [LoopBound<LoopContext>]
    private let stopping = Mutex(false)

    init(_ site: Site, listeners: [Listener], loopCount: Int) throws {
        _ = ProcessFigures.started
        let group = try EventLoopGroup(count: loopCount)
        let contexts = group.loops.map { LoopBound(LoopContext(loop: $0, site: site), to: $0) }
        site.collector.attach(contexts)
        for context in contexts { context.loop.execute { context.value.start() } }
        for mount in site.router.allMounts { mount.start(on: group.loops) }
        do {
            var binding = ListenerBinding(group: group, site: site, contexts: contexts)
            self.listeners = try binding.bind(listeners)
        } catch {
            group.stop()
            throw error
        }
        self.site = site
        self.group = group
        self.contexts = contexts
        addresses = self.listeners.map(\.address)
        let watch = ConnectionWatch(site, group)
        for loop in group.loops { loop.execute { watch.watch(loop, loopCount: group.loops.count) } }
        for listener in self.listeners { listener.start() }
    }

    /// The event loops, for code that posts to them.
    package var loops: [EventLoop] { group.loops }

    /// Returns when the server has stopped.
    public func wait() async { await group.wait() }

    /// What the gate has decided so far.
    public func gateCounts() async -> GateCounts { await report().total }

    func report() async -> GateReport { await site.collector.report(routeCount: site.router.labels.count) }

    var policies: LivePolicies { site.policies }

    /// Stops in `SIGTERM`'s and `SIGINT`'s case; the second signal stops without waiting.
    ///
    /// This server is what the process is for: systemd is told that it is ready, and when it begins to stop, if it asked (`Type=notify`).
    public func stopOnSignals() {
        SystemdNotifier().tell(.ready)
        let asked = Mutex(false)
        let shared = SignalCount(asked)
        _ = SignalWatcher([.terminate, .interrupt], on: group.loops[0]) { [self] _ in
            if shared.isSecond() { return group.stop() }
            SystemdNotifier().tell(.stopping)
            Task { await stop() }
        }
    }

    /// Stops in order: no new connections, sessions and WebSockets are told, requests at work are answered; what is left after
    /// ``ServerTimeouts/drain`` is cut.
    public func stop() async {
        let isFirst = stopping.withLock { stopping in
            defer { stopping = true }
            return !stopping
        }
        guard isFirst else { return await wait() }
        for listener in listeners { listener.stop() }
        for mount in site.router.allMounts { await mount.stop() }
        for context in contexts {
            context.loop.execute {
                context.value.isDraining = true
                for connection in context.loop.connections {
                    (connection.handler as? WebSocket)?.drain()
                }
            }
        }
        // A request may be on its way on an idle connection: it is answered with `Connection: close` instead of being cut.
        try? await Task.sleep(for: Self.graceOfIdle)
        for context in contexts {
            context.loop.execute {
                for connection in context.loop.connections { (connection.handler as? HTTPConnection)?.closeIfIdle() }
            }
        }
        let clock = ContinuousClock()
        let deadline = clock.now + site.timeouts.drain
        while clock.now < deadline, await openConnections() > 0 { try? await Task.sleep(for: .milliseconds(20)) }
        group.stop()
        await group.wait()
    }

    /// How long a stopping server leaves idle connections open: a quarter of a second.
    private static let graceOfIdle = Duration.milliseconds(250)

    private func openConnections() async -> Int {
        var sum = 0
        for context in contexts {
            sum += await withCheckedContinuation { done in context.loop.execute { done.resume(returning: context.value.openCount) } }
        }
        return sum
    }
}

/// Tells the second signal from the first.
private final class SignalCount: Sendable {
    private let asked: Mutex<Bool>
    init(_ asked: consuming Mutex<Bool>) { self.asked = asked }
    func isSecond() -> Bool {
        asked.withLock { asked in
            defer { asked = true }
            return asked
        }
    }
}
