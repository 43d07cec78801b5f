import WayleaveEventLoop
import WayleaveRooms

/// A member with a name, which is also the room of its own, as Socket.IO's sockets have it.
final class Person {
    let name: String
    init(_ name: String) { self.name = name }
}

/// What every implementation of rooms must be able to do; members are named, so that a test can speak of those on other loops.
protocol RoomsUnderTest: Sendable {
    func add(_ name: String) async
    func remove(_ name: String) async
    func join(_ room: String, _ name: String) async
    func leave(_ room: String, _ name: String) async
    func rooms(of name: String) async -> [String]
    func allRooms() async -> Set<String>
    /// The names of those that a broadcast visited, sorted; a member visited twice is named twice.
    func visited(by selection: RoomSelection) async -> [String]
    func end() async
}

/// Rooms over some loops; members are dealt out to them in turn.
final class RoomsOnLoops: RoomsUnderTest {
    private let group: EventLoopGroup
    private let rooms: ShardedRooms<Person>
    private let desks: [LoopBound<Desk>]

    /// The seats of one loop by name.
    private final class Desk {
        var seats: [String: RoomSeat<Person>] = [:]
    }

    init(loops: Int) throws {
        group = try EventLoopGroup(count: loops)
        rooms = ShardedRooms(loops: group.loops)
        desks = group.loops.map { LoopBound(Desk(), to: $0) }
    }

    func end() async {
        group.stop()
        await group.wait()
    }

    /// The loop that a member of this name lives on.
    private func desk(of name: String) -> LoopBound<Desk> { desks[name.utf8.reduce(0) { $0 + Int($1) } % desks.count] }

    private func atDesk<R: Sendable>(of name: String, _ body: @escaping @Sendable (Desk, Rooms<Person>) -> R) async -> R {
        let desk = desk(of: name)
        let rooms = rooms
        return await withCheckedContinuation { continuation in
            desk.loop.execute { continuation.resume(returning: body(desk.value, rooms.shard(on: desk.loop))) }
        }
    }

    func add(_ name: String) async {
        await atDesk(of: name) { desk, rooms in
            let seat = rooms.add(Person(name))
            rooms.join(name, seat)
            desk.seats[name] = seat
        }
    }

    func remove(_ name: String) async {
        await atDesk(of: name) { desk, rooms in
            if let seat = desk.seats[name] { rooms.remove(seat) }
        }
    }

    func join(_ room: String, _ name: String) async {
        await atDesk(of: name) { desk, rooms in
            if let seat = desk.seats[name] { rooms.join(room, seat) }
        }
    }

    func leave(_ room: String, _ name: String) async {
        await atDesk(of: name) { desk, rooms in
            if let seat = desk.seats[name] { rooms.leave(room, seat) }
        }
    }

    func rooms(of name: String) async -> [String] {
        await atDesk(of: name) { desk, rooms in desk.seats[name].map { rooms.rooms(of: $0) } ?? [] }
    }

    func allRooms() async -> Set<String> {
        await rooms.collect { Set($0.names) }.reduce(into: []) { $0.formUnion($1) }
    }

    func visited(by selection: RoomSelection) async -> [String] {
        await rooms.collect { shard in
            var names: [String] = []
            shard.broadcast(to: selection) { names.append($0.name) }
            return names
        }.flatMap { $0 }.sorted()
    }
}
