internal import Synchronization
public import WayleaveEventLoop

/// A server that listens; stop it in order with ``stop()``.
public final class RunningServer: Sendable {
    /// The addresses listened on, in the listeners' order, with the ports the system chose if it was asked to.
    public let addresses: [SocketAddress]
    /// The first of the addresses.
    public var address: SocketAddress { addresses[0] }
    let site: Site
    let group: EventLoopGroup
    let listeners: [TCPListener]
    let contexts: [LoopBound<LoopContext>]
    /// One reload at a time.
    let reloading = Mutex((isAtWork: false, isWanted: false))

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
}
