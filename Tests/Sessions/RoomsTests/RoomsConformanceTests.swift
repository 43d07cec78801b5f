import Testing
import WayleaveRooms

/// The contract of rooms, held against one loop and against three.
@Suite("Rooms, on any number of loops")
struct RoomsConformanceTests {
    private func withRooms(loops: Int, _ body: (any RoomsUnderTest) async -> Void) async throws {
        let rooms = try RoomsOnLoops(loops: loops)
        await body(rooms)
        await rooms.end()
    }

    @Test("a broadcast to everybody visits every member once", arguments: [1, 3])
    func everyone(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            for name in ["ann", "bob", "cid", "dee"] { await rooms.add(name) }
            #expect(await rooms.visited(by: .everyone) == ["ann", "bob", "cid", "dee"])
        }
    }

    @Test("a broadcast to a room visits its members only; to an unknown room, nobody", arguments: [1, 3])
    func oneRoom(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            for name in ["ann", "bob", "cid"] { await rooms.add(name) }
            await rooms.join("red", "ann")
            await rooms.join("red", "cid")
            #expect(await rooms.visited(by: RoomSelection(rooms: ["red"])) == ["ann", "cid"])
            #expect(await rooms.visited(by: RoomSelection(rooms: ["blue"])) == [])
        }
    }

    @Test("a member of several named rooms is visited once", arguments: [1, 3])
    func severalRooms(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            for name in ["ann", "bob", "cid", "dee"] { await rooms.add(name) }
            for name in ["ann", "bob"] { await rooms.join("red", name) }
            for name in ["bob", "cid"] { await rooms.join("blue", name) }
            #expect(await rooms.visited(by: RoomSelection(rooms: ["red", "blue", "red", "cid"])) == ["ann", "bob", "cid"])
        }
    }

    @Test("members of an excepted room are left out, of everybody, of a room and of several", arguments: [1, 3])
    func except(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            for name in ["ann", "bob", "cid", "dee"] { await rooms.add(name) }
            for name in ["ann", "bob", "cid"] { await rooms.join("red", name) }
            await rooms.join("quiet", "bob")
            #expect(await rooms.visited(by: RoomSelection(except: ["quiet"])) == ["ann", "cid", "dee"])
            #expect(await rooms.visited(by: RoomSelection(rooms: ["red"], except: ["quiet", "ann"])) == ["cid"])
            #expect(await rooms.visited(by: RoomSelection(rooms: ["red", "dee"], except: ["quiet", "nowhere"])) == ["ann", "cid", "dee"])
            #expect(await rooms.visited(by: .everyone) == ["ann", "bob", "cid", "dee"])
        }
    }

    @Test("a room exists from its first member to its last", arguments: [1, 3])
    func emptyRooms(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            for name in ["ann", "bob"] { await rooms.add(name) }
            await rooms.join("red", "ann")
            await rooms.join("red", "bob")
            await rooms.leave("red", "ann")
            #expect(await rooms.allRooms() == ["ann", "bob", "red"])
            await rooms.leave("red", "bob")
            #expect(await rooms.allRooms() == ["ann", "bob"])
        }
    }

    @Test("joining or leaving twice is harmless", arguments: [1, 3])
    func repeats(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            await rooms.add("ann")
            await rooms.join("red", "ann")
            await rooms.join("red", "ann")
            #expect(await rooms.rooms(of: "ann") == ["ann", "red"])
            await rooms.leave("red", "ann")
            await rooms.leave("red", "ann")
            #expect(await rooms.rooms(of: "ann") == ["ann"])
            #expect(await rooms.visited(by: RoomSelection(rooms: ["red"])) == [])
        }
    }

    @Test("a removed member has left all rooms and cannot join again", arguments: [1, 3])
    func remove(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            for name in ["ann", "bob", "cid"] { await rooms.add(name) }
            for name in ["ann", "bob", "cid"] { await rooms.join("red", name) }
            await rooms.remove("bob")
            await rooms.remove("bob")
            await rooms.join("red", "bob")
            #expect(await rooms.rooms(of: "bob") == [])
            #expect(await rooms.allRooms() == ["ann", "cid", "red"])
            #expect(await rooms.visited(by: RoomSelection(rooms: ["red"])) == ["ann", "cid"])
            #expect(await rooms.visited(by: .everyone) == ["ann", "cid"])
        }
    }

    @Test("leaving in any order keeps every other membership right", arguments: [1, 3])
    func manyMoves(loops: Int) async throws {
        try await withRooms(loops: loops) { rooms in
            var expected: [String: Set<String>] = [:]
            let names = (0..<12).map { "member\($0)" }
            for name in names { await rooms.add(name) }
            var state: UInt64 = 42
            for _ in 0..<300 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let name = names[Int(state >> 33) % names.count]
                let room = "room\(Int(state >> 40) % 5)"
                if state >> 50 & 1 == 0 {
                    await rooms.join(room, name)
                    expected[room, default: []].insert(name)
                } else {
                    await rooms.leave(room, name)
                    expected[room]?.remove(name)
                }
            }
            for (room, members) in expected {
                #expect(await rooms.visited(by: RoomSelection(rooms: [room])) == members.sorted())
            }
        }
    }
}
