import Foundation
import Synchronization
import Testing
import WayleaveBytes
import WayleaveEventLoop

@Suite struct EventLoopTests {
    @Test("work posted from another thread runs in order, on the loop's thread")
    func executesInOrder() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let loop = group.loops[0]
        let seen = await withCheckedContinuation { (done: CheckedContinuation<[Int], Never>) in
            let log = Mutex<[Int]>([])
            let shared = Shared(log)
            for i in 0..<100 { loop.execute { shared.value.withLock { $0.append(loop.inLoop ? i : -1) } } }
            loop.execute { done.resume(returning: shared.value.withLock { $0 }) }
        }
        #expect(seen == Array(0..<100))
    }

    @Test("timers fire in the order of their deadlines and no more than a few milliseconds off")
    func timersFireInOrder() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let loop = group.loops[0]
        let fired = await withCheckedContinuation { (done: CheckedContinuation<[(Int, Double)], Never>) in
            loop.execute {
                let start = loop.now
                var fired: [(Int, Double)] = []
                for delay in [30, 10, 20] {
                    _ = loop.schedule(after: .milliseconds(delay)) {
                        fired.append((delay, Double((loop.now - start).components.attoseconds) / 1e15))
                        if fired.count == 3 { done.resume(returning: fired) }
                    }
                }
                let cancelled = loop.schedule(after: .milliseconds(15)) { fired.append((-1, 0)) }
                cancelled.cancel()
            }
        }
        #expect(fired.map(\.0) == [10, 20, 30])
        for (delay, after) in fired { #expect(after >= Double(delay) - 0.6, "fired early") }
    }

    @Test("a timer can be armed again from its own body")
    func timerRearms() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let loop = group.loops[0]
        let count = await withCheckedContinuation { (done: CheckedContinuation<Int, Never>) in
            loop.execute {
                var count = 0
                var timer: LoopTimer?
                timer = loop.makeTimer {
                    count += 1
                    if count == 3 { done.resume(returning: count) } else { timer?.reschedule(after: .milliseconds(1)) }
                }
                timer?.reschedule(after: .milliseconds(1))
            }
        }
        #expect(count == 3)
    }

    @Test("ordered tasks run one after the other on the loop, also across suspensions")
    func orderedTasks() async throws {
        let group = try EventLoopGroup(count: 1)
        defer { group.stop() }
        let loop = group.loops[0]
        let elsewhere = Elsewhere()
        let log = await withCheckedContinuation { (done: CheckedContinuation<[String], Never>) in
            loop.execute {
                let tasks = OrderedTasks(loop: loop, capacity: 2)
                var log: [String] = []
                for i in 0..<3 {
                    tasks.enqueue {
                        log.append("start \(i) \(loop.inLoop)")
                        await elsewhere.visit()
                        log.append("end \(i) \(loop.inLoop)")
                        if i == 2 { done.resume(returning: log) }
                    }
                }
                if !tasks.isFull { log.append("not full") }
            }
        }
        #expect(log == (0..<3).flatMap { ["start \($0) true", "end \($0) true"] })
    }
}

private actor Elsewhere {
    func visit() async { try? await Task.sleep(for: .milliseconds(1)) }
}

private final class Shared<T: ~Copyable>: @unchecked Sendable {
    let value: T
    init(_ value: consuming T) { self.value = value }
}
