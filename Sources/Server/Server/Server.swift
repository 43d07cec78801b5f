public import CrossOrigin
internal import WayleaveEventLoop
public import WayleaveHTTPWire

/// A server's routes, policies and limits; ``run(host:port:)`` or ``start(host:port:)`` sets it going.
///
/// ```swift
/// var server = Server(policy: policy)
/// server.get("/health") { _ in .text("ok") }
/// server.webSocket("/echo") { socket in socket.onMessage { socket.send($0) } }
/// try await server.run(port: 3000)
/// ```
/// Every request, preflight, error reply and WebSocket handshake is judged by the policy, once, before it is routed.
public struct Server: Sendable {
    private var router = Router()
    private var policies: PathPolicies
    private var metricsPaths: [String] = []
    private var healthPaths: [(path: String, isReady: @Sendable () -> Bool)] = []
    private var reloads: [@Sendable (RunningServer) async throws -> Void] = []
    private var faults: [ServerConfigurationError.Fault] = []
    /// How much is accepted of one peer.
    public var limits = ServerLimits()
    /// How long a peer is waited for.
    public var timeouts = ServerTimeouts()
    /// The number of event loops, each on a thread of its own; default one per processor.
    public var loopCount = EventLoopGroup.coreCount
    /// Where log records go, from any thread; default: one line each on standard error.
    public var logHandler: any ServerLogHandler = StandardErrorLog()
    /// The same as a closure.
    public var log: @Sendable (LogRecord) -> Void {
        get { { [logHandler] in logHandler.log($0) } }
        set { logHandler = ClosureLog(body: newValue) }
    }

    /// Called for every answered request, from any loop: an access log. Leave it `nil` unless you look at each: it costs some allocations.
    public var onResponse: (@Sendable (ResponseRecord) -> Void)?

    /// Called for every decision of the gate, from any loop. Leave it `nil` unless you look at each: it costs an allocation per request.
    public var onGateDecision: (@Sendable (GateEvent) -> Void)?

    /// A policy on trial beside the server's own: it decides nothing, and what it would have refused is counted and logged; default `nil`.
    ///
    /// Paths with policies of their own are not tried by it. See ``RunningServer/candidateRefusals()`` and ``RunningServer/promoteCandidate()``.
    public var candidatePolicy: CrossOriginPolicy?

    /// Refuses unsafe requests and upgrades that other sites' pages make browsers send (403), and foreign hosts (421); default `nil`: off.
    ///
    /// It is off because turned on it refuses what some servers are for: form posts from identity and payment providers, public interfaces that
    /// any page may post to. What carries sessions by design is guarded without it: upgrades, and every request of Socket.IO, are refused to
    /// origins that the policy does not list. Turn it on where handlers trust cookies. Origins that a path's policy lists (not `*`) are trusted.
    public var crossSiteRequestGuard: CrossSiteRequestGuard?

    /// Proxies that tell the client's address and the host and scheme the browser used; default `nil`: `X-Forwarded-…` and `Forwarded` are
    /// ignored.
    ///
    /// Where TLS ends at a proxy this tells the server's own pages from others, for the policy and the guard alike; handlers see it in
    /// ``Request/remoteAddress`` and ``Request/isSecure``.
    public var trustedForwarding: TrustedForwarding?

    /// Tells browsers that came by https to come only that way; default `nil`: nothing is said. It is never said over plain http.
    public var strictTransportSecurity: StrictTransportSecurity?

    /// - Parameter policy: which origins may do what. The default serves this server's own pages only.
    public init(policy: CrossOriginPolicy = .sameOriginOnly) { policies = PathPolicies(policy) }

    // MARK: Routes

    /// Answers `method` at exactly `path`; the handler runs on the connection's loop and must not block.
    public mutating func on(_ method: HTTPMethod, _ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) {
        check(path)
        router.add(method, path, .sync(handler))
    }

    /// Answers `method` at exactly `path`; the handler resumes on the connection's loop after each suspension.
    public mutating func on(
        _ method: HTTPMethod, _ path: String, _ handler: @concurrent @escaping @Sendable (Request) async throws -> Response
    ) {
        check(path)
        router.add(method, path, .async(handler))
    }

    /// Answers GET, and HEAD likewise, at exactly `path`.
    public mutating func get(_ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) { on(.get, path, handler) }
    /// Answers GET, and HEAD likewise, at exactly `path`.
    public mutating func get(_ path: String, _ handler: @concurrent @escaping @Sendable (Request) async throws -> Response) {
        on(.get, path, handler)
    }
    /// Answers POST at exactly `path`.
    public mutating func post(_ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) { on(.post, path, handler) }
    /// Answers POST at exactly `path`.
    public mutating func post(_ path: String, _ handler: @concurrent @escaping @Sendable (Request) async throws -> Response) {
        on(.post, path, handler)
    }
    /// Answers PUT at exactly `path`.
    public mutating func put(_ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) { on(.put, path, handler) }
    /// Answers DELETE at exactly `path`.
    public mutating func delete(_ path: String, _ handler: @escaping @Sendable (Request) throws -> Response) { on(.delete, path, handler) }

    /// Accepts WebSockets at exactly `path`; `open` is called on the connection's loop with each.
    ///
    /// - Parameters:
    ///   - subprotocols: those this route speaks; the first of the client's that is among them is agreed on.
    ///   - maxMessageBytes: overrides ``ServerLimits/maxMessageBytes``.
    ///   - compression: how messages are compressed where the client offers it; default `nil`: not at all.
    ///   - headers: further fields of the 101, `Set-Cookie` for instance; what cannot be a field, or is the handshake's or the policy's, is
    ///     left out and logged.
    public mutating func webSocket(
        _ path: String, subprotocols: [String] = [], maxMessageBytes: Int? = nil, compression: WebSocketCompression? = nil,
        headers: (@Sendable (Request) -> [(String, String)])? = nil, _ open: @escaping @Sendable (WebSocket) -> Void
    ) {
        check(path)
        faults += compression?.faults ?? []
        router.add(
            path,
            WebSocketRoute(
                subprotocols: subprotocols, maxMessageBytes: maxMessageBytes ?? limits.maxMessageBytes, compression: compression,
                headers: headers, open: open))
    }

    /// Answers whatever nothing else serves: any method, any target; without it that is 404. The handler must not block.
    ///
    /// Preflights are the policy's all the same. A target that is no path (`OPTIONS *`, `CONNECT host:port`) comes here too.
    public mutating func fallback(_ handler: @escaping @Sendable (Request) throws -> Response) {
        router.addFallback(.sync(handler))
    }

    /// Answers whatever nothing else serves; the handler resumes on the connection's loop after each suspension.
    public mutating func fallback(_ handler: @concurrent @escaping @Sendable (Request) async throws -> Response) {
        router.addFallback(.async(handler))
    }

    /// Accepts WebSockets at every path that nothing else serves; `open` is called on the connection's loop with each.
    ///
    /// - Parameters:
    ///   - subprotocols: those spoken; the first of the client's that is among them is agreed on.
    ///   - maxMessageBytes: overrides ``ServerLimits/maxMessageBytes``.
    ///   - compression: how messages are compressed where the client offers it; default `nil`: not at all.
    public mutating func fallbackWebSocket(
        subprotocols: [String] = [], maxMessageBytes: Int? = nil, compression: WebSocketCompression? = nil,
        _ open: @escaping @Sendable (WebSocket) -> Void
    ) {
        faults += compression?.faults ?? []
        router.addFallback(
            WebSocketRoute(
                subprotocols: subprotocols, maxMessageBytes: maxMessageBytes ?? limits.maxMessageBytes, compression: compression,
                headers: nil, open: open))
    }

    /// Serves the files of a directory below `prefix`, read only.
    public mutating func files(_ prefix: String, from directory: String) {
        check(prefix)
        do {
            router.add(prefix.hasSuffix("/") ? prefix : prefix + "/", try FileDirectory(directory))
        } catch {
            faults += error.faults
        }
    }

    /// Answers GET at `path` with the server's counters in Prometheus' text format; nothing is served unless this is called.
    ///
    /// Their names are listed in Documentation/Operation.md.
    ///
    /// Keep it to a port, path or proxy that strangers do not reach: it tells the routes and how much they are used.
    public mutating func metrics(_ path: String = "/metrics") {
        check(path)
        metricsPaths.append(path)
    }

    /// Answers GET at `path` with 200 while the server takes requests, and with 503 from the moment it is asked to stop: for load balancers.
    ///
    /// With ``ServerTimeouts/drainDelay`` it goes on serving that long after the first 503, until they have noticed.
    /// - Parameter isReady: called on a loop for each question, and must not block; `false` answers 503 too.
    public mutating func health(_ path: String = "/health", isReady: @escaping @Sendable () -> Bool = { true }) {
        check(path)
        healthPaths.append((path, isReady))
    }

    /// Adds what ``RunningServer/reload()`` does, after the certificates were read again: read a file, compile, then replace.
    ///
    /// ```swift
    /// server.onReload { running in try running.replacePolicy(try readRules()) }
    /// ```
    /// What it throws is logged, and what it did not replace stays as it was.
    public mutating func onReload(_ body: @escaping @Sendable (RunningServer) async throws -> Void) { reloads.append(body) }

    /// Judges everything at and below `prefix` by `policy` instead of the server's; nothing is inherited.
    public mutating func policy(_ policy: CrossOriginPolicy, under prefix: String) {
        check(prefix)
        policies.add(policy, under: prefix)
    }

    /// Judges exactly `path`, without what lies below it, by `policy`; nothing is inherited, and it wins over every prefix.
    public mutating func policy(_ policy: CrossOriginPolicy, at path: String) {
        check(path)
        policies.add(policy, at: path)
    }

    /// Adds routes below `prefix` that are judged by a policy of their own.
    public mutating func route(_ prefix: String, policy: CrossOriginPolicy, _ configure: (inout RouteGroup) -> Void) {
        self.policy(policy, under: prefix)
        var group = RouteGroup(prefix: prefix, server: self)
        configure(&group)
        self = group.server
    }

    /// Gives everything below a mount's prefix to it.
    package mutating func mount(_ mount: any Mount) { router.add(mount) }

    private mutating func check(_ path: String) {
        guard !path.hasPrefix("/") else { return }
        faults.append(.init("path-not-absolute", "`\(path)` does not begin with a slash", "write `/\(path)`"))
    }

    // MARK: Life

    /// Listens and serves until `SIGTERM` or `SIGINT`, then stops in order; a second signal stops at once. `SIGHUP` reloads.
    ///
    /// - Parameters:
    ///   - host: an IP address; `0.0.0.0` and `::` listen on all interfaces, see ``Listener/tcp(host:port:)``.
    ///   - port: 0 lets the system choose one.
    /// - Throws: ``ServerConfigurationError`` with every fault, or ``IOError`` when the address cannot be listened on.
    public func run(host: String = "127.0.0.1", port: Int) async throws {
        try await run(on: [.tcp(host: host, port: port)])
    }

    /// Listens in several places at once and serves until `SIGTERM` or `SIGINT`, then stops in order; a second signal stops at once. `SIGHUP`
    /// reloads.
    ///
    /// - Throws: ``ServerConfigurationError`` with every fault, or ``IOError`` when one of the places cannot be listened on.
    public func run(on listeners: [Listener]) async throws {
        let running = try start(on: listeners)
        running.stopOnSignals()
        running.reloadOnSignal()
        await running.wait()
    }

    /// Starts to listen and returns.
    public func start(host: String = "127.0.0.1", port: Int) throws -> RunningServer {
        try start(on: [.tcp(host: host, port: port)])
    }

    /// Starts to listen in several places at once and returns.
    public func start(on listeners: [Listener]) throws -> RunningServer {
        var faults = faults + LimitsCheck.faults(limits, timeouts) + router.allMounts.flatMap(\.faults)
        if listeners.isEmpty {
            faults.append(.init("no-listener", "there is nothing to listen on", "name at least one listener, such as `.tcp(port: 3000)`"))
        }
        faults += listeners.flatMap(\.faults) + (strictTransportSecurity?.faults ?? [])
        faults += ServerConfigurationError.Fault.ofRanges(trustedForwarding?.unreadableProxies ?? [])
        guard faults.isEmpty else { throw ServerConfigurationError(faults) }
        let collector = LoopCollector()
        let live = LivePolicies(policies, candidate: candidatePolicy)
        let life = Lifecycle()
        let router = withHealth(of: life).withMetrics(from: collector, live)
        let site = Site(
            router: router, policies: live, limits: limits, timeouts: timeouts, log: log, observeGate: onGateDecision,
            crossSiteGuard: crossSiteRequestGuard, forwarding: trustedForwarding, strictTransportSecurity: strictTransportSecurity,
            collector: collector, life: life, reloads: reloads, onResponse: onResponse)
        return try RunningServer(site, listeners: listeners, loopCount: loopCount)
    }

    /// With the paths that tell whether the server that is about to run takes requests.
    private func withHealth(of life: Lifecycle) -> Server {
        var server = self
        for (path, isReady) in healthPaths {
            server.get(path) { _ in
                if life.isLeaving { return .problem(.serviceUnavailable, "stopping") }
                return isReady() ? .text("ok\n") : .problem(.serviceUnavailable, "not ready")
            }
        }
        return server
    }

    /// The router with the paths that show the counters, which exist only once the server runs.
    private func withMetrics(from collector: LoopCollector, _ live: LivePolicies) -> Router {
        var router = router
        for path in metricsPaths { router.add(.get, path, .sync { _ in .status(.serviceUnavailable) }) }
        let labels = router.labels
        for path in metricsPaths {
            router.add(
                .get, path,
                .async { _ in
                    let figures = await collector.figures(routeCount: labels.count)
                    let text = Metrics.text(figures, routes: labels, generation: live.generation)
                    return .bytes(Array(text.utf8), contentType: ContentType(MetricsText.contentType))
                })
        }
        return router
    }
}
