internal import CrossOrigin
internal import WayleaveEventLoop

/// Everything the connections of a running server share: routes, policies, limits, observers. Immutable but for the policies.
final class Site: Sendable {
    let router: RoutingTable
    let policies: LivePolicies
    let limits: ServerLimits
    let timeouts: ServerTimeouts
    let headSeconds: Int
    let bodySeconds: Int
    let idleSeconds: Int
    let uploadSeconds: Int
    let uploadStallSeconds: Int
    let stalledReaderSeconds: Int
    let log: @Sendable (LogRecord) -> Void
    let observeGate: (@Sendable (GateEvent) -> Void)?
    let crossSiteGuard: CrossSiteRequestGuard?
    let forwarding: TrustedForwarding?
    /// The field line of ``StrictTransportSecurity``; `nil` without one.
    let strictTransportSecurity: [UInt8]?
    let collector: LoopCollector
    let life: Lifecycle
    let reloads: [@Sendable (RunningServer) async throws -> Void]
    let onResponse: (@Sendable (ResponseRecord) -> Void)?
    let responseCompression: ResponseCompression?
    /// Whether any response may be compressed.
    let codesResponses: Bool
    let refusals = RefusalLog()
    let replacedFields = OnceLog()
    /// Which failures of TLS handshakes have been told of lately.
    let handshakes = RefusalLog()

    init(
        router: Router, policies: LivePolicies, limits: ServerLimits, timeouts: ServerTimeouts,
        log: @escaping @Sendable (LogRecord) -> Void,
        observeGate: (@Sendable (GateEvent) -> Void)?, crossSiteGuard: CrossSiteRequestGuard?, forwarding: TrustedForwarding?,
        strictTransportSecurity: StrictTransportSecurity?, collector: LoopCollector,
        life: Lifecycle, reloads: [@Sendable (RunningServer) async throws -> Void], onResponse: (@Sendable (ResponseRecord) -> Void)?,
        responseCompression: ResponseCompression?
    ) {
        self.router = RoutingTable(router)
        self.policies = policies
        self.limits = limits
        self.timeouts = timeouts
        headSeconds = timeouts.head.wholeSeconds
        bodySeconds = timeouts.body.wholeSeconds
        idleSeconds = timeouts.idle.wholeSeconds
        uploadSeconds = timeouts.upload.wholeSeconds
        uploadStallSeconds = timeouts.uploadStall.wholeSeconds
        stalledReaderSeconds = timeouts.stalledReader.wholeSeconds
        self.log = log
        self.observeGate = observeGate
        self.crossSiteGuard = crossSiteGuard
        self.forwarding = forwarding
        self.strictTransportSecurity = strictTransportSecurity.map { Array($0.line.utf8) }
        self.collector = collector
        self.life = life
        self.reloads = reloads
        self.onResponse = onResponse
        self.responseCompression = responseCompression
        codesResponses = responseCompression != nil || router.allMounts.contains { $0.compressesResponses }
    }
}

extension Site {
    /// The largest body that what answers takes.
    func maxBodyBytes(_ match: Router.Match) -> Int {
        switch match {
        case .mount(let mount): mount.maxBodyBytes
        default: limits.maxBodyBytes
        }
    }
}

extension Site {
    /// Logs what repeats at most once a minute for each `cause`. `now` is a loop's ``EventLoop/coarseSeconds``.
    func log(_ record: @autoclosure () -> LogRecord, oncePerMinuteFor cause: String, now: Int) {
        if refusals.isDue(cause, now: now) { log(record()) }
    }
}
