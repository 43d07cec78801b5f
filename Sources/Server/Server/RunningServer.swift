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
            self.listeners = try Self.listen(listeners, on: group, site, contexts)
        } catch {
            group.stop()
            throw error
        }
        self.site = site
        self.group = group
        self.contexts = contexts
        addresses = self.listeners.map(\.address)
        for listener in self.listeners { listener.start() }
    }

    /// Binds every place, or none.
    private static func listen(
        _ listeners: [Listener], on group: EventLoopGroup, _ site: Site, _ contexts: [LoopBound<LoopContext>]
    ) throws -> [TCPListener] {
        var bound: [TCPListener] = []
        do {
            for listener in listeners {
                var chosenPort: Int?
                for address in listener.addresses {
                    let address = SocketAddress(host: address.host, port: chosenPort ?? address.port)
                    do {
                        let made = try TCPListener(address, on: group.loops, limits: site.limits.connection) { connection in
                            HTTPConnection(connection, contexts[connection.loop.index].value, contexts)
                        }
                        bound.append(made)
                        chosenPort = made.address.port
                    } catch  where chosenPort != nil && error.isMissingAddress {
                        // A machine without IPv6 has no `::1` to listen on.
                    }
                }
            }
        } catch {
            for listener in bound { listener.discard() }
            throw error
        }
        return bound
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
