import TestClient
import Testing
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

/// Middleware, rooms, broadcasts, the ends of sockets.
@Suite struct NamespaceTests {
    struct Secret: Error {}

    @Test("lets middleware refuse with message and data, in order, and write the socket's data")
    func middleware() async throws {
        let fixture = try Fixture { io, notes in
            io.use { handshake in
                await Task.yield()
                guard handshake.auth["token"]?.string == "good" else { throw ConnectError("rejected", data: ["code": 42]) }
            }
            io.use { handshake, data in
                if handshake.auth["leak"] != nil { throw Secret() }
                data["user"] = "alice"
            }
            io.onConnection { socket in socket.emit("data", socket.data["user"] ?? .null, socket.handshake.headers["x-test"] ?? "") }
            io.of("/open").onConnection { _ in notes.add("open") }
        }
        let client = try fixture.client()
        client.send(#"40{"token":"bad"}"#)
        #expect(client.read() == #"44{"message":"rejected","data":{"code":42}}"#)
        client.send(#"40{"token":"good","leak":1}"#)
        #expect(client.read() == #"44{"message":"not authorized"}"#)
        try client.join("/open")
        try client.join(auth: #"{"token":"good"}"#)
        #expect(client.read() == #"42["data","alice","yes"]"#)
        #expect(await fixture.notes.wait(for: 2).contains("open"))
    }

    @Test("closes on a second CONNECT while middleware runs, and on events before it is through")
    func duringMiddleware() throws {
        let fixture = try Fixture { io, _ in
            io.use { _ in try await Task.sleep(for: .milliseconds(50)) }
        }
        let impatient = try fixture.client()
        impatient.send("40")
        impatient.send("40")
        #expect(impatient.read() == "closed")
        let early = try fixture.client()
        early.send("40")
        early.send(#"42["x"]"#)
        #expect(early.read() == "closed")
    }

    /// A server whose clients can join, leave and cast.
    static func rooms(loops: Int = 1) throws -> Fixture {
        try Fixture(loops: loops) { io, _ in
            io.onConnection { socket in
                socket.on("join") { (rooms: [String]) in
                    socket.join(rooms)
                    return socket.rooms.count
                }
                socket.on("leave") { (room: String) in
                    socket.leave(room)
                    return socket.rooms.count
                }
                socket.on("all") { io.emit("cast", "all") }
                socket.on("others") { socket.broadcast.emit("cast", "others") }
                socket.on("to") { (room: String) in socket.to(room).emit("cast", room) }
                socket.on("toBoth") { (a: String, b: String) in io.to(a, b).emit("cast", Binary([7])) }
                socket.on("except") { (room: String) in io.except(room).emit("cast", "except") }
                socket.on("mark") { socket.emit("mark") }
            }
        }
    }

    /// What a client got until its mark comes back.
    static func received(_ client: Client) -> [String] {
        client.send(#"42["mark"]"#)
        var packets: [String] = []
        while true {
            let packet = client.read()
            if packet == #"42["mark"]"# || packet == "closed" { return packets }
            packets.append(packet)
        }
    }

    @Test("casts to rooms, to others, to all, each socket once")
    func broadcasts() throws {
        let fixture = try Self.rooms()
        let (a, b, c) = (try fixture.joined(), try fixture.joined(), try fixture.joined())
        a.send(#"420["join",["x","y"]]"#)
        #expect(a.read() == "430[3]")
        b.send(#"420["join",["x"]]"#)
        #expect(b.read() == "430[2]")

        a.send(#"42["to","x"]"#)
        #expect(Self.received(a) == [])
        #expect(Self.received(b) == [#"42["cast","x"]"#])
        #expect(Self.received(c) == [])

        c.send(#"42["to","x"]"#)
        #expect(Self.received(c) == [])
        #expect(Self.received(a) == [#"42["cast","x"]"#])
        #expect(Self.received(b) == [#"42["cast","x"]"#])

        c.send(#"42["toBoth","x","y"]"#)
        #expect(Self.received(c) == [])
        let binary = [#"451-["cast",{"_placeholder":true,"num":0}]"#, "<7>"]
        #expect(Self.received(a) == binary)
        #expect(Self.received(b) == binary)

        a.send(#"42["others"]"#)
        #expect(Self.received(a) == [])
        #expect(Self.received(b) == [#"42["cast","others"]"#])
        #expect(Self.received(c) == [#"42["cast","others"]"#])

        a.send(#"42["except","y"]"#)
        #expect(Self.received(a) == [])
        #expect(Self.received(b) == [#"42["cast","except"]"#])
        #expect(Self.received(c) == [#"42["cast","except"]"#])

        b.send(#"421["leave","x"]"#)
        #expect(b.read() == "431[1]")
        c.send(#"42["to","x"]"#)
        #expect(Self.received(c) == [])
        #expect(Self.received(b) == [])
        #expect(Self.received(a) == [#"42["cast","x"]"#])

        a.send("41")
        c.send(#"42["all"]"#)
        #expect(Self.received(c) == [#"42["cast","all"]"#])
        #expect(Self.received(b) == [#"42["cast","all"]"#])
    }

    @Test("reaches the sockets of every loop, also from threads that are no loop")
    func loops() throws {
        let fixture = try Self.rooms(loops: 3)
        let clients = try (0..<9).map { _ in try fixture.joined() }
        clients[0].send(#"42["all"]"#)
        for client in clients { #expect(client.read() == #"42["cast","all"]"#) }
        fixture.io.emit("off", ["loop"])
        for client in clients { #expect(client.read() == #"42["off",["loop"]]"#) }
        fixture.io.to(clients[4].socketID).emit("only", 4)
        #expect(clients[4].read() == #"42["only",4]"#)
        fixture.io.emit("last")
        for client in clients { #expect(client.read() == #"42["last"]"#) }
    }

    @Test("disconnects from one namespace, or from all with the connection; says why; nothing follows")
    func disconnects() async throws {
        let fixture = try Fixture { io, notes in
            let watch = { @Sendable (socket: Socket) in
                let name = socket.namespace.name
                socket.join("room")
                socket.onDisconnecting { notes.add("\(name) disconnecting \($0), \(socket.rooms.count) rooms") }
                socket.onDisconnect { reason in
                    socket.join("late")
                    socket.emit("late")
                    notes.add("\(name) disconnect \(reason), \(socket.rooms.count) rooms, connected \(socket.isConnected)")
                }
                socket.on("bye") { (close: Bool) in
                    socket.disconnect(close: close)
                    socket.emit("late")
                }
            }
            io.onConnection(watch)
            io.of("/a").onConnection(watch)
        }
        let client = try fixture.joined()
        try client.join("/a")
        client.send(#"42/a,["bye",false]"#)
        #expect(client.read() == "41/a,")
        #expect(
            await fixture.notes.wait(for: 2) == [
                "/a disconnecting server namespace disconnect, 2 rooms",
                "/a disconnect server namespace disconnect, 0 rooms, connected false",
            ])
        try client.join("/a")
        client.send(#"42["bye",true]"#)
        #expect([client.read(), client.read()].sorted() == ["41", "41/a,"])
        #expect(client.read() == "closed")

        let other = try fixture.joined()
        other.send("41")
        try other.join("/a")
        other.leave()
        let notes = await fixture.notes.wait(for: 10)
        #expect(notes.suffix(4).contains("/ disconnect client namespace disconnect, 0 rooms, connected false"))
        #expect(notes.last == "/a disconnect transport close, 0 rooms, connected false")
    }

    @Test("accepts namespaces made while the server runs, and \"\" as \"/\"")
    func late() throws {
        let fixture = try Fixture { _, _ in }
        #expect(fixture.io.of("").name == "/")
        #expect(fixture.io.of("x").name == "/x")
        let client = try fixture.client()
        client.send("40/late")
        #expect(client.read() == #"44/late,{"message":"Invalid namespace"}"#)
        fixture.io.of("/late").onConnection { $0.emit("hi") }
        try client.join("/late")
        #expect(client.read() == #"42/late,["hi"]"#)
        try client.join("/")
    }

    @Test("forgets a socket when it is gone")
    func noLeak() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                let canary = Canary(notes)
                socket.on("x") { socket.emit("x", canary.name) }
                socket.onDisconnect { _ in _ = canary }
            }
        }
        let client = try fixture.joined()
        client.send(#"42["x"]"#)
        #expect(client.read() == #"42["x","canary"]"#)
        client.leave()
        #expect(await fixture.notes.wait(for: 1) == ["freed"])
    }

    final class Canary {
        let name = "canary"
        private let notes: Notes
        init(_ notes: Notes) { self.notes = notes }
        deinit { notes.add("freed") }
    }
}
