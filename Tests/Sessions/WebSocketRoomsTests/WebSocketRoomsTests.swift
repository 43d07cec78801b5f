import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer
import WayleaveWebSocketRooms

@Suite("Rooms of WebSockets")
struct WebSocketRoomsTests {
    /// Runs `body` with a server on whose path `/ROOM` sockets join that room; `+` joins and `-` leaves the room named behind it, anything
    /// else goes to the path's room, behind `!` to all but the sender.
    private func serve(loops: Int = 1, _ body: (RunningServer, WebSocketRooms) async throws -> Void) async throws {
        let rooms = WebSocketRooms()
        var server = Server()
        server.loopCount = loops
        server.fallbackWebSocket { socket in
            let room = String(socket.request.path.dropFirst())
            rooms.join(room, socket)
            socket.send("joined")
            socket.onMessage { message in
                let text = message.text
                switch text.first {
                case "+":
                    rooms.join(String(text.dropFirst()), socket)
                    socket.send(rooms.rooms(of: socket).joined(separator: ","))
                case "-":
                    rooms.leave(String(text.dropFirst()), socket)
                    socket.send(rooms.rooms(of: socket).joined(separator: ","))
                case "!": rooms.send(message, to: room, except: socket)
                default: rooms.send(message, to: room)
                }
            }
        }
        let running = try server.start(port: 0)
        do { try await body(running, rooms) } catch {
            await running.stop()
            throw error
        }
        await running.stop()
    }

    private func join(_ room: String, _ running: RunningServer) throws -> RawClient {
        let client = try RawClient(port: running.address.port)
        #expect(try client.upgrade("/\(room)").status == 101)
        #expect(client.readText() == "joined")
        return client
    }

    @Test("what one member sends reaches all members of the room, itself included, and nobody else", arguments: [1, 2])
    func roomsAreSeparate(loops: Int) async throws {
        try await serve(loops: loops) { running, _ in
            let (a, b, c) = (try join("lobby", running), try join("lobby", running), try join("harbour", running))
            a.sendText("hello")
            #expect(a.readText() == "hello")
            #expect(b.readText() == "hello")
            c.sendText("ahoy")
            #expect(c.readText() == "ahoy")
        }
    }

    @Test("the sender can be left out")
    func exceptSender() async throws {
        try await serve { running, _ in
            let (a, b) = (try join("lobby", running), try join("lobby", running))
            a.sendText("!one")
            #expect(b.readText() == "!one")
            b.sendText("two")
            #expect(a.readText() == "two")
        }
    }

    @Test("a socket joins and leaves rooms, each once")
    func joiningAndLeaving() async throws {
        try await serve { running, _ in
            let a = try join("lobby", running)
            a.sendText("+harbour")
            #expect(a.readText() == "lobby,harbour")
            a.sendText("+harbour")
            #expect(a.readText() == "lobby,harbour")
            a.sendText("-lobby")
            #expect(a.readText() == "harbour")
            a.sendText("-lobby")
            #expect(a.readText() == "harbour")
        }
    }

    @Test("a room can be sent to from any thread, and counts its members on all loops", arguments: [1, 2])
    func fromAnywhere(loops: Int) async throws {
        try await serve(loops: loops) { running, rooms in
            let clients = try (0..<6).map { _ in try join("lobby", running) }
            #expect(await rooms.count(in: "lobby") == 6)
            #expect(await rooms.count(in: "nobody") == 0)
            rooms.send("from outside", to: "lobby")
            for client in clients { #expect(client.readText() == "from outside") }
        }
    }

    @Test("a socket that closes has left")
    func closingLeaves() async throws {
        try await serve { running, rooms in
            let a = try join("lobby", running)
            do { _ = try join("lobby", running) }
            var left = await rooms.count(in: "lobby")
            for _ in 0..<200 where left != 1 {
                try await Task.sleep(for: .milliseconds(10))
                left = await rooms.count(in: "lobby")
            }
            #expect(left == 1)
            a.sendText("alone")
            #expect(a.readText() == "alone")
        }
    }
}
