import Synchronization
import Testing
import WayleaveEventLoop
import WayleaveRooms

@Suite("Rooms across loops")
struct ShardedRoomsTests {
    @Test("what one loop broadcasts reaches the members of every loop, on their loops and in order")
    func order() async throws {
        let group = try EventLoopGroup(count: 3)
        let rooms = ShardedRooms<Person>(loops: group.loops)
        _ = await rooms.collect { shard in shard.join("red", shard.add(Person("member"))) }
        let log = Log()
        group.loops[1].execute {
            for number in 0..<50 {
                rooms.broadcast(to: RoomSelection(rooms: ["red"])) { _ in
                    log.append(number, loop: EventLoop.current?.index ?? -1)
                }
            }
        }
        while log.counts != [50, 50, 50] { await Task.yield() }
        for loop in 0..<3 { #expect(log.numbers(of: loop) == Array(0..<50)) }
        group.stop()
        await group.wait()
    }

    @Test("off the loops there is no local shard, and a broadcast is posted to all")
    func offLoop() async throws {
        let group = try EventLoopGroup(count: 2)
        let rooms = ShardedRooms<Person>(loops: group.loops)
        _ = await rooms.collect { shard in _ = shard.add(Person("member")) }
        #expect(rooms.local == nil)
        let log = Log()
        rooms.broadcast(to: .everyone) { _ in log.append(1, loop: EventLoop.current?.index ?? -1) }
        while log.counts.prefix(2) != [1, 1] { await Task.yield() }
        group.stop()
        await group.wait()
    }

    /// What arrived on each loop.
    private final class Log: Sendable {
        private let numbers = Mutex<[[Int]]>([[], [], []])
        func append(_ number: Int, loop: Int) { numbers.withLock { if $0.indices.contains(loop) { $0[loop].append(number) } } }
        var counts: [Int] { numbers.withLock { $0.map(\.count) } }
        func numbers(of loop: Int) -> [Int] { numbers.withLock { $0[loop] } }
    }
}
