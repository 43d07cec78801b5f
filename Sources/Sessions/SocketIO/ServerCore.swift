import Synchronization
import WayleaveEventLoop
import WayleaveSocketIOWire

/// What namespaces, operators and loops share of a server; it outlives none of them and owns no session.
final class ServerCore: Sendable {
    let options: SocketIOOptions
    let limits: SocketPacketLimits
    private let namespaces = Mutex<[String: Namespace]>([:])
    private let loops = Mutex<[LoopBound<SocketLoop>]>([])
    private let errorHandler = Mutex<(@Sendable (SocketError) -> Void)?>(nil)

    init(options: SocketIOOptions) {
        self.options = options
        var limits = SocketPacketLimits()
        limits.maxAttachments = max(options.maxAttachments, 1)
        limits.maxBytes = max(options.maxPacketBytes, 1)
        self.limits = limits
    }

    // MARK: Namespaces

    /// The namespace of that name, made when there is none; "" is "/", and a missing slash is added.
    func namespace(_ name: String) -> Namespace {
        let name = name.hasPrefix("/") ? name : "/" + name
        return namespaces.withLock { all in
            if let existing = all[name] { return existing }
            let made = Namespace(name: name, server: self)
            all[name] = made
            let eventLoops = loops.withLock { $0.map(\.loop) }
            if !eventLoops.isEmpty { made.start(on: eventLoops) }
            return made
        }
    }

    func existingNamespace(_ name: String) -> Namespace? { namespaces.withLock { $0[name] } }

    /// What carries the broadcasts of a namespace with these sockets.
    func makeAdapter(_ local: LocalSockets) -> any Adapter {
        if let cluster = options.cluster { return ClusterAdapter(local: local, cluster: cluster) }
        if let recovery = options.connectionStateRecovery { return SessionAwareAdapter(local: local, options: recovery) }
        return InMemoryAdapter(local: local)
    }

    /// Ends all adapters, when the sessions are gone.
    func closeAdapters() {
        for namespace in namespaces.withLock({ Array($0.values) }) { namespace.closeAdapter() }
    }

    // MARK: Loops

    func start(on eventLoops: [EventLoop]) {
        let locals = eventLoops.map { loop in LoopBound(SocketLoop(loop: loop, server: self), to: loop) }
        namespaces.withLock { all in
            loops.withLock { $0 = locals }
            for namespace in all.values { namespace.start(on: eventLoops) }
        }
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
        return try body(SocketPacketEncoder())
    }

    // MARK: Errors

    func onError(_ handler: @escaping @Sendable (SocketError) -> Void) { errorHandler.withLock { $0 = handler } }

    func report(_ error: SocketError) { errorHandler.withLock { $0 }?(error) }
}
