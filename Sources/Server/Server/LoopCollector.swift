internal import Synchronization
internal import WayleaveEventLoop

/// Asks all loops what they have counted, each on its own thread.
final class LoopCollector: Sendable {
    private let contexts = Mutex<[LoopBound<LoopContext>]>([])

    /// Tells of the loops, once they exist.
    func attach(_ contexts: [LoopBound<LoopContext>]) { self.contexts.withLock { $0 = contexts } }

    /// The answers of the loops, in their order.
    func ask<Answer: Sendable>(_ question: @escaping @Sendable (LoopContext) -> Answer) async -> [Answer] {
        var answers: [Answer] = []
        for context in contexts.withLock({ $0 }) {
            answers.append(
                await withCheckedContinuation { done in context.loop.execute { done.resume(returning: question(context.value)) } })
        }
        return answers
    }

    /// What the gates of all loops have decided.
    func report(routeCount: Int) async -> GateReport {
        var sum = GateReport(routeCount: routeCount)
        for report in await ask({ $0.settleReport() }) { sum.add(report) }
        return sum
    }

    /// What all loops have counted.
    func figures(routeCount: Int) async -> ServerFigures {
        var sum = ServerFigures(routeCount: routeCount)
        for figures in await ask({ ServerFigures($0) }) { sum.add(figures) }
        return sum
    }
}
