internal import CrossOrigin
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// What the HTTP connections of one loop share; confined to the loop.
///
/// The parser and the date are reached through pointers, so that no exclusivity check stands on the per-request path.
final class LoopContext {
    let loop: EventLoop
    let site: Site
    let parser: UnsafeMutablePointer<RequestHeadParser>
    let date: UnsafeMutablePointer<HTTPDate>
    var report: GateReport
    /// The loop's copy of the policies in force, and the generation it is of.
    private var snapshot: LivePolicies.Snapshot
    private(set) var generation: Int
    /// The server is stopping: answers carry `Connection: close`.
    var isDraining = false
    /// Open HTTP connections and WebSockets that were accepted from HTTP.
    var openCount = 0

    init(loop: EventLoop, site: Site) {
        self.loop = loop
        self.site = site
        report = GateReport(routeCount: site.router.labels.count)
        generation = site.policies.generation
        snapshot = site.policies.read()
        parser = .allocate(capacity: 1)
        parser.initialize(
            to: RequestHeadParser(
                limits: HTTPHeadLimits(
                    maxHeadBytes: site.limits.maxHeadBytes, maxFields: site.limits.maxFields, maxTargetBytes: site.limits.maxTargetBytes)))
        date = .allocate(capacity: 1)
        date.initialize(to: HTTPDate(unixSeconds: Int64(loop.unixSeconds)))
    }

    /// The policies in force.
    var policies: LivePolicies.Snapshot {
        let latest = site.policies.generation
        if latest != generation {
            // The number first: a change in between is then seen at the next request, never missed.
            generation = latest
            snapshot = site.policies.read()
        }
        return snapshot
    }

    /// Keeps the date right. On the loop.
    func start() {
        loop.onTick { [self] in date.pointee = HTTPDate(unixSeconds: Int64(loop.unixSeconds)) }
    }

    deinit {
        parser.deinitialize(count: 1)
        parser.deallocate()
        date.deallocate()
    }
}
