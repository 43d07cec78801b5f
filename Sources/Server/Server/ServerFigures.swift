internal import WayleaveEventLoop

/// Everything that is counted, of one loop or of all together, as it was when it was asked for.
struct ServerFigures: Sendable {
    var gate: GateReport
    var server: ServerCounters
    var loop = LoopCounters()
    /// Open HTTP connections and WebSockets.
    var openHTTP = 0
    var openWebSockets = 0

    init(routeCount: Int) {
        gate = GateReport(routeCount: routeCount)
        server = ServerCounters(routeCount: routeCount)
    }

    /// Those of one loop. On the loop.
    init(_ context: LoopContext) {
        gate = context.settleReport()
        server = context.counters.pointee
        loop = context.loop.counters.pointee
        loop.shedBroadcasts = context.loop.shedBroadcasts
        openWebSockets = context.webSocketCount
        openHTTP = context.openCount - openWebSockets
    }

    mutating func add(_ other: ServerFigures) {
        gate.add(other.gate)
        server.add(other.server)
        loop.add(other.loop)
        openHTTP += other.openHTTP
        openWebSockets += other.openWebSockets
    }
}
