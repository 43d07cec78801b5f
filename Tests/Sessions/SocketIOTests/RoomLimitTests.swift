import Testing
import WayleaveJSON
import WayleaveRooms
import WayleaveServer

@testable import WayleaveSocketIO

/// What sockets may do with rooms, and what bounds it; after messaging-many of the reference.
@Suite struct RoomLimitTests {
    private static func fixture(loops: Int = 1, _ change: (inout SocketIOOptions) -> Void = { _ in }) throws -> Fixture {
        var options = SocketIOOptions()
        change(&options)
        return try Fixture(loops: loops, options: options) { io, _ in
            io.onConnection { socket in
                socket.on("join") { (rooms: [String]) in
                    socket.join(rooms)
                    return socket.rooms.count
                }
                socket.on("joinMany") { (count: Int) in
                    for number in 0..<count { socket.join("room \(number)") }
                    return socket.rooms.count
                }
                socket.on("leave") { (rooms: [String]) in
                    socket.leave(rooms)
                    return Array(socket.rooms.dropFirst())
                }
                socket.on("others") { (rooms: [String], except: [String]) in
                    socket.broadcast.to(rooms).except(except).emit("cast", Binary([1]))
                }
                socket.on("mark") { socket.emit("mark") }
            }
        }
    }

    @Test("lets no socket enter more rooms than the limit, reports that, and goes on", arguments: [32, 1000])
    func tooMany(_ limit: Int) async throws {
        let fixture = try Self.fixture { $0.maxRoomsPerSocket = limit }
        let client = try fixture.joined()
        client.send(#"420["joinMany",2000]"#)
        #expect(client.read() == "430[\(limit)]")
        #expect(fixture.notes.all.count == 2_000 - (limit - 1))
        #expect(
            fixture.notes.all.first
                == "error: event \"join\" of /: the socket is in \(limit) rooms already; maxRoomsPerSocket can be raised")
        client.send(#"421["join",["room 0","room 5"]]"#)
        #expect(client.read() == "431[\(limit)]")
        client.send(#"422["leave",["room 0"]]"#)
        #expect(client.read().hasPrefix("432["))
        client.send(#"423["join",["one more","too many"]]"#)
        #expect(client.read() == "433[\(limit)]")
        #expect(fixture.notes.all.count == 2_000 - (limit - 1) + 1)
        fixture.io.to("one more").emit("hi")
        #expect(client.read() == #"42["hi"]"#)
    }

    @Test("lets no socket enter a room whose name is too long")
    func tooLong() async throws {
        let fixture = try Self.fixture()
        let client = try fixture.joined()
        let (fits, long) = (String(repeating: "x", count: 1024), String(repeating: "ü", count: 513))
        client.send("420[\"join\",[\"\(fits)\",\"\(long)\",\"\"]]")
        #expect(client.read() == "430[3]")
        #expect(fixture.notes.all.count == 1)
        #expect(fixture.notes.all[0].hasSuffix("the room's name has 1026 bytes, more than maxRoomNameBytes (1024)"))
    }

    @Test("ends sockets with many rooms, and rooms with many sockets, without a trace", arguments: [1, 3])
    func many(_ loops: Int) async throws {
        let fixture = try Self.fixture(loops: loops)
        let clients = try (0..<12).map { _ in try fixture.joined() }
        for client in clients { client.send(#"420["joinMany",900]"#) }
        for client in clients { #expect(client.read() == "430[901]") }
        fixture.io.to((0..<900).map { "room \($0)" }).emit("once")
        for client in clients { #expect(client.read() == #"42["once"]"#) }
        for client in clients { client.leave() }
        try await eventually("no room is left") {
            guard let rooms = fixture.io.main.rooms else { return false }
            return await rooms.collect { $0.names.count + $0.memberCount }.allSatisfy { $0 == 0 }
        }
    }

    @Test("keeps track of rooms: several at once, in order; leaving others is harmless; empty ones are gone")
    func tracks() async throws {
        let fixture = try Self.fixture()
        let client = try fixture.joined()
        client.send(#"420["join",["a","b","c","b"]]"#)
        #expect(client.read() == "430[4]")
        client.send(#"421["leave",["b","unknown","b"]]"#)
        #expect(client.read() == #"431[["a","c"]]"#)
        let names = await fixture.io.main.rooms?.collect { Set($0.names) } ?? []
        #expect(names == [[client.socketID, "a", "c"]])
        client.send("422[\"leave\",[\"\(client.socketID)\"]]")
        #expect(client.read() == #"432[["c"]]"#)
    }

    @Test("casts binary data from a socket to others in rooms, never to itself, without those left out", arguments: [1, 3])
    func others(_ loops: Int) async throws {
        let fixture = try Self.fixture(loops: loops)
        let clients = try (0..<4).map { _ in try fixture.joined() }
        for (client, rooms) in zip(clients, [#"["r"]"#, #"["r"]"#, #"["r","quiet"]"#, "[]"]) {
            client.send("420[\"join\",\(rooms)]")
            #expect(client.read().hasPrefix("430"))
        }
        clients[0].send(#"42["others",["r"],["quiet"]]"#)
        clients[0].send(
            #"42["others",[],["quiet","\#(clients[3].socketID)"]]"#)
        clients[0].send(#"42["others",[],[]]"#)
        let binary = [#"451-["cast",{"_placeholder":true,"num":0}]"#, "<1>"]
        #expect((0..<6).map { _ in clients[1].read() } == binary + binary + binary)
        #expect((0..<2).map { _ in clients[2].read() } == binary)
        #expect((0..<2).map { _ in clients[3].read() } == binary)
        for client in clients {
            client.send(#"42["mark"]"#)
            #expect(client.read() == #"42["mark"]"#)
        }
    }

    @Test("tells of settings that cannot work before the server starts")
    func faults() {
        var options = SocketIOOptions()
        options.connectionStateRecovery = .init()
        options.connectionStateRecovery?.maxDisconnectionDuration = .zero
        options.cluster = .inProcess()
        options.cluster?.options.heartbeatTimeout = .seconds(5)
        options.maxRoomsPerSocket = 1
        #expect(SocketIO(options: options).faults.map(\.code) == ["recovery-in-cluster", "recovery-duration", "room-limit", "heartbeats"])
        #expect(SocketIO().faults.isEmpty)
    }
}
