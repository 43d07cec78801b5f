internal import Synchronization
internal import WayleaveEventLoop

/// Gathers what the gates of all loops have counted.
final class GateCollector: Sendable {
    private let contexts = Mutex<[LoopBound<LoopContext>]>([])

    /// Tells of the loops, once they exist.
    func attach(_ contexts: [LoopBound<LoopContext>]) { self.contexts.withLock { $0 = contexts } }

    /// The sum over all loops, each asked on its own thread.
    func report(routeCount: Int) async -> GateReport {
        var sum = GateReport(routeCount: routeCount)
        for context in contexts.withLock({ $0 }) {
            sum.add(
                await withCheckedContinuation { done in
                    context.loop.execute {
                        var report = context.value.report
                        report.openCount = context.value.openCount
                        done.resume(returning: report)
                    }
                })
        }
        return sum
    }
}
