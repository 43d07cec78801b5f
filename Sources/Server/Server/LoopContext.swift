internal import CrossOrigin
internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveHTTPWire

/// What the HTTP connections of one loop share; confined to the loop.
///
/// The parser and the date are reached through pointers, so that no exclusivity check stands on the per-request path.
///
/// Its properties are spared the dynamic exclusivity checks, which cost more than the work here: it is confined to one loop, and no access
/// to one of them spans a call that could reach the same property again.
final class LoopContext {
    let loop: EventLoop
    let site: Site
    let parser: UnsafeMutablePointer<RequestHeadParser>
    /// `Date: …` and `Content-Length: `, remade every second, because every answer ends its head with them.
    let dateAndLength: UnsafeMutablePointer<ByteWriter>
    /// How many of those bytes are the Date line.
    static let dateByteCount = 6 + HTTPDate.byteCount + 2
    @exclusivity(unchecked) var report: GateReport
    /// What the connections of this loop count.
    let counters: UnsafeMutablePointer<ServerCounters>
    /// The loop's copy of the policies in force, and the generation it is of.
    @exclusivity(unchecked) private var snapshot: LivePolicies.Snapshot
    @exclusivity(unchecked) private(set) var generation: Int
    /// The compressors and the decompressor of the loop.
    let compression = LoopCompression()
    /// The server is stopping: answers carry `Connection: close`.
    @exclusivity(unchecked) var isDraining = false
    /// Until when, in coarse seconds, requests that are already there are answered one after the other on a connection of a stopping server.
    @exclusivity(unchecked) var lastPipelined = 0
    /// Open HTTP connections and WebSockets that were accepted from HTTP.
    @exclusivity(unchecked) var openCount = 0
    /// How many of them are WebSockets.
    @exclusivity(unchecked) var webSocketCount = 0

    init(loop: EventLoop, site: Site) {
        self.loop = loop
        self.site = site
        report = GateReport(routeCount: site.router.labels.count)
        counters = .allocate(capacity: 1)
        counters.initialize(to: ServerCounters(routeCount: site.router.labels.count))
        generation = site.policies.generation
        snapshot = site.policies.read()
        parser = .allocate(capacity: 1)
        parser.initialize(
            to: RequestHeadParser(
                limits: HTTPHeadLimits(
                    maxHeadBytes: site.limits.maxHeadBytes, maxFields: site.limits.maxFields, maxTargetBytes: site.limits.maxTargetBytes)))
        dateAndLength = .allocate(capacity: 1)
        dateAndLength.initialize(to: ByteWriter(capacity: 64))
        setDate()
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
        loop.onTick { [self] in setDate() }
        loop.onTurnEnd { [self] in counters.pointee.endTurn($0) }
        loop.onStall(site.timeouts.loopStall) { [self] in tellOfStall($0) }
    }

    private func setDate() {
        dateAndLength.pointee.removeAll()
        dateAndLength.pointee.append("Date: ")
        HTTPDate(unixSeconds: Int64(loop.unixSeconds)).write(into: &dateAndLength.pointee)
        dateAndLength.pointee.append("\r\nContent-Length: ")
    }

    /// Says who may have held the loop: the routes that were answered in that turn.
    private func tellOfStall(_ milliseconds: Int) {
        var routes: [String] = []
        for route in counters.pointee.routesOfTurn.suffix(64) where routes.count < 4 {
            let name = site.router.labels[route].text
            if !routes.contains(name) { routes.append(name) }
        }
        let suspects = routes.isEmpty ? "no request was answered, so a WebSocket's handler or a task did" : routes.joined(separator: ", ")
        site.log(
            LogRecord(
                .warning, "event-loop-stalled",
                "event loop \(loop.index) served nobody else for \(milliseconds) ms; answered meanwhile: \(suspects)",
                ["loop": "\(loop.index)", "milliseconds": "\(milliseconds)", "routes": routes.joined(separator: ",")]),
            oncePerMinuteFor: "stall \(loop.index)", now: loop.coarseSeconds)
    }

    deinit {
        counters.deinitialize(count: 1)
        counters.deallocate()
        parser.deinitialize(count: 1)
        parser.deallocate()
        dateAndLength.deinitialize(count: 1)
        dateAndLength.deallocate()
    }
}
