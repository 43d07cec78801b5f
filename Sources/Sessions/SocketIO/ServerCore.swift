import Synchronization
import WayleaveEventLoop
import WayleaveSocketIOWire

/// What namespaces, operators and loops share of a server; it outlives none of them and owns no session.
final class ServerCore: Sendable {
    let options: SocketIOOptions
    let limits: SocketPacketLimits
    let directory = Mutex(NamespaceDirectory())
    let loops = Mutex<[LoopBound<SocketLoop>]>([])
    private let errorHandler = Mutex<(@Sendable (SocketError) -> Void)?>(nil)
    /// Who counts and tells for the admin UI; mostly nobody.
    let instrumentation = Mutex(AdminSlot())
    let newNamespaceHandlers = Mutex<[@Sendable (Namespace) -> Void]>([])

    init(options: SocketIOOptions) {
        self.options = options
        var limits = SocketPacketLimits()
        limits.maxAttachments = max(options.maxAttachments, 1)
        limits.maxBytes = max(options.maxPacketBytes, 1)
        self.limits = limits
    }

    // MARK: Adapters

    /// What carries the broadcasts of a namespace with these sockets.
    func makeAdapter(_ local: LocalSockets) -> any Adapter {
        // Nobody comes back to the admin namespace for what was told meanwhile.
        if options.cluster == nil, admin?.options.namespace == local.namespace { return InMemoryAdapter(local: local) }
        if let cluster = options.cluster { return ClusterAdapter(local: local, cluster: cluster) }
        if let recovery = options.connectionStateRecovery { return SessionAwareAdapter(local: local, options: recovery) }
        return InMemoryAdapter(local: local)
    }

    /// Ends all adapters, when the sessions are gone.
    func closeAdapters() {
        stopAdmin()
        for namespace in allNamespaces { namespace.closeAdapter() }
    }

    // MARK: Loops

    func start(on eventLoops: [EventLoop]) {
        let admin = instrumentation.withLock { slot in
            slot.hasStarted = true
            return slot.admin
        }
        let locals = eventLoops.map { loop in
            let local = SocketLoop(loop: loop, server: self, admin: admin.map { AdminLoop($0, loop: loop) })
            return LoopBound(local, to: loop)
        }
        directory.withLock { directory in
            loops.withLock { $0 = locals }
            for entry in directory.entries.values { entry.namespace.start(on: eventLoops) }
        }
        startAdmin()
    }

    /// The state of `loop`, which must be the caller's; `nil` before ``start(on:)``.
    func local(of loop: EventLoop) -> SocketLoop? {
        let locals = loops.withLock { $0 }
        return loop.index < locals.count ? locals[loop.index].value : nil
    }

    /// Lends the calling loop's encoder, or a new one on other threads.
    func withEncoder<R>(_ body: (SocketPacketEncoder) throws -> R) rethrows -> R {
        if let current = EventLoop.current, let owner = loops.withLock({ $0.first { $0.loop === current } }) {
            return try owner.value.withEncoder(body)
        }
        return try body(SocketPacketEncoder(isMessagePack: options.parser == .messagePack))
    }

    /// The same for JSON, whatever the parser: what adapters are given.
    func withJSONEncoder<R>(_ body: (SocketPacketEncoder) throws -> R) rethrows -> R {
        options.parser == .json ? try withEncoder(body) : try body(SocketPacketEncoder())
    }

    // MARK: Errors

    func onError(_ handler: @escaping @Sendable (SocketError) -> Void) { errorHandler.withLock { $0 = handler } }

    func report(_ error: SocketError) { errorHandler.withLock { $0 }?(error) }
}
