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
    var counts = GateCounts()
    /// How many requests the guard against forged ones refused.
    var forged: [CrossSiteRefusal.Reason: Int] = [:]
    /// The server is stopping: answers carry `Connection: close`.
    var isDraining = false
    /// Open HTTP connections and WebSockets that were accepted from HTTP.
    var openCount = 0

    init(loop: EventLoop, site: Site) {
        self.loop = loop
        self.site = site
        parser = .allocate(capacity: 1)
        parser.initialize(
            to: RequestHeadParser(
                limits: HTTPHeadLimits(
                    maxHeadBytes: site.limits.maxHeadBytes, maxFields: site.limits.maxFields, maxTargetBytes: site.limits.maxTargetBytes)))
        date = .allocate(capacity: 1)
        date.initialize(to: HTTPDate(unixSeconds: Int64(loop.unixSeconds)))
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
