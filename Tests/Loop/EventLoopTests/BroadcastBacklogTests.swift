import Synchronization
import Testing
import WayleaveEventLoop

import class Foundation.DispatchSemaphore

@Suite struct BroadcastBacklogTests {
    @Test("a loop that is stalled is sent broadcasts up to the bound, and everything else without one")
    func bound() async throws {
        var limits = BroadcastLimits()
        limits.count = 10
        limits.bytes = 1000
        let group = try EventLoopGroup(count: 1, broadcasts: limits)
        let loop = group.loops[0]
        let broadcasts = Atomic<Int>(0)
        let others = Atomic<Int>(0)
        let stalled = DispatchSemaphore(value: 0)
        loop.execute { stalled.wait() }
        var admitted = 0
        for _ in 0..<100 {
            if loop.executeBroadcast(bytes: 1, { broadcasts.add(1, ordering: .relaxed) }) { admitted += 1 }
            loop.execute { others.add(1, ordering: .relaxed) }
        }
        #expect(admitted == 10)
        stalled.signal()
        await withCheckedContinuation { done in loop.execute { done.resume() } }
        #expect(broadcasts.load(ordering: .relaxed) == 10)
        #expect(others.load(ordering: .relaxed) == 100)
        #expect(loop.shedBroadcasts == 90)
        // One that is too large by itself is let through when nothing waits; behind it there is room for none.
        loop.execute { stalled.wait() }
        #expect(loop.executeBroadcast(bytes: 5000) {})
        #expect(!loop.executeBroadcast(bytes: 1) {})
        stalled.signal()
        await withCheckedContinuation { done in loop.execute { done.resume() } }
        #expect(loop.executeBroadcast(bytes: 1000) {})
        group.stop()
        await group.wait()
    }

    @Test("a spread calls for every item, the first at once and the last when the window ends")
    func spread() async throws {
        let group = try EventLoopGroup(count: 1)
        let loop = group.loops[0]
        let clock = ContinuousClock()
        let began = clock.now
        let times = Mutex<[Duration]>([])
        for (count, window) in [(10, 200), (0, 50), (3, 0)] {
            await withCheckedContinuation { done in
                loop.execute {
                    loop.spread(
                        Array(0..<count), over: .milliseconds(window), { _ in times.withLock { $0.append(clock.now - began) } },
                        done: { done.resume() })
                }
            }
        }
        let all = times.withLock { $0 }
        #expect(all.count == 13)
        #expect(all[9] - all[0] >= .milliseconds(160))
        group.stop()
        await group.wait()
    }
}
