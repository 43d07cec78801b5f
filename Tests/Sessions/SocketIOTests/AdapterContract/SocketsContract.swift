import Synchronization
import Testing
import WayleaveJSON

@testable import WayleaveSocketIO

/// What every adapter must do with sockets it is told to move, end or tell of; after utility-methods of the reference.
@Suite struct SocketsContract {
    @Test("lets all, matching or single sockets join rooms", arguments: AdapterLayout.all)
    func join(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let io = group.server(0)
        io.socketsJoin("room1")
        try await group.expectRooms([["room1"], ["room1"], ["room1"]])
        try group.join(0, "room1", "red")
        try group.join(2, "room1", "red")
        io.in("red").socketsJoin("room2", "room3")
        try await group.expectRooms([["red", "room1", "room2", "room3"], ["room1"], ["red", "room1", "room2", "room3"]])
        io.in(group.clients[1].socketID).socketsJoin("own")
        try await group.expectRooms([["red", "room1", "room2", "room3"], ["own", "room1"], ["red", "room1", "room2", "room3"]])
        io.except("red").socketsJoin("blue")
        try await group.expectRooms([["red", "room1", "room2", "room3"], ["blue", "own", "room1"], ["red", "room1", "room2", "room3"]])
    }

    @Test("lets all, matching or single sockets leave rooms", arguments: AdapterLayout.all)
    func leave(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let io = group.server(0)
        io.socketsJoin("a", "b", "c")
        try await group.expectRooms(Array(repeating: ["a", "b", "c"], count: 3))
        io.in(group.clients[1].socketID).socketsLeave("a")
        try await group.expectRooms([["a", "b", "c"], ["b", "c"], ["a", "b", "c"]])
        io.in("a").socketsLeave("b", "never joined")
        try await group.expectRooms([["a", "c"], ["b", "c"], ["a", "c"]])
        io.socketsLeave("c")
        try await group.expectRooms([["a"], ["b"], ["a"]])
        io.local.socketsLeave("a", "b")
        try await group.expectRooms(layout.nodes == 1 ? [[], [], []] : [[], ["b"], ["a"]])
    }

    @Test("disconnects all, or those in rooms, after what was sent before", arguments: AdapterLayout.all)
    func disconnect(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        try group.join(1, "room1")
        group.server(0).in("room1").disconnectSockets()
        #expect(group.clients[1].read() == "41")
        try group.clients[1].join("/custom")
        group.server(0).emit("bye")
        group.server(0).disconnectSockets(close: true)
        for index in [0, 2] {
            #expect(group.clients[index].read() == #"42["bye"]"#)
            #expect(group.clients[index].read() == "41")
            #expect(group.clients[index].read() == "closed")
        }
        #expect(try await group.server(0).fetchSockets().isEmpty)
        #expect(try await group.server(0).of("/custom").fetchSockets().count == 1)
    }

    @Test("tells of all sockets, of those in rooms, of this server's alone", arguments: AdapterLayout.all)
    func fetch(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        try group.join(1, "room1")
        try group.join(2, "room1", "room2")
        let io = group.server(0)
        let ids = group.clients.map(\.socketID)
        #expect(try await io.fetchSockets().map(\.id).sorted() == ids.sorted())
        #expect(try await io.in("room1").fetchSockets().map(\.id).sorted() == ids[1...].sorted())
        #expect(try await io.in("room1").except("room2").fetchSockets().map(\.id) == [ids[1]])
        #expect(try await io.in("nowhere").fetchSockets().isEmpty)
        #expect(try await io.local.fetchSockets().count == (layout.nodes == 1 ? 3 : 1))
        #expect(try await io.of("/custom").fetchSockets().isEmpty)
    }

    @Test("tells a socket's handshake, rooms and data wherever it is, and acts on it", arguments: AdapterLayout.all)
    func details(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 2)
        let client = try group.fixtures[1 % layout.nodes].client(query: "&x=1%202&x=3")
        try client.join(auth: #"{"token":"t"}"#)
        client.send(#"420["data","ü"]"#)
        #expect(client.read() == "430[true]")
        client.send(#"420["join",["a","b"]]"#)
        #expect(client.read() == "430[3]")

        let socket = try #require(try await group.server(0).in(client.socketID).fetchSockets().first)
        #expect(socket.rooms == [client.socketID, "a", "b"])
        #expect(socket.data == ["v": "ü"])
        let handshake = socket.handshake
        #expect(handshake.header("X-Test") == "yes")
        #expect(handshake.query("EIO") == "4")
        #expect(handshake.query("x") == "3")
        #expect(handshake.auth == ["token": "t"])
        #expect(handshake.address == "127.0.0.1")
        #expect(!handshake.isSecure && !handshake.isCrossDomain)
        #expect(handshake.url.hasPrefix("/socket.io/?EIO=4&transport=websocket"))
        #expect((1_700_000_000_000..<10_000_000_000_000).contains(handshake.issued))
        let time = try #require(handshake.json["time"]?.string)
        #expect(time.hasSuffix(" GMT+0000 (Coordinated Universal Time)") && time.split(separator: " ").count == 9, "\(time)")
        #expect(
            handshake.json.members.map(\.name) == ["headers", "time", "address", "xdomain", "secure", "issued", "url", "query", "auth"])

        socket.emit("hello", 1, Binary([5]))
        #expect(client.read() == #"451-["hello",1,{"_placeholder":true,"num":0}]"#)
        #expect(client.read() == "<5>")
        socket.join("c")
        socket.leave("a", "b")
        try await eventually("the rooms changed") {
            try await group.server(0).in(client.socketID).fetchSockets().first?.rooms == [client.socketID, "c"]
        }
        socket.disconnect(close: true)
        #expect(client.read() == "41")
        #expect(client.read() == "closed")
    }

    @Test("fails to fetch when a server does not answer, not when it has left", arguments: AdapterLayout.several)
    func silentServer(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        group.backplane?.inject(
            BackplaneFaults(decide: { message, _ in message.type == .fetchSocketsResponse ? .isLost : .arrives }))
        await #expect(throws: ClusterTimeout(missing: 2)) {
            _ = try await group.server(0).timeout(.milliseconds(100)).fetchSockets()
        }
        group.backplane?.inject(BackplaneFaults(refuse: { $0.type == .fetchSockets }))
        await #expect(throws: ClusterTimeout(missing: 2)) { _ = try await group.server(0).fetchSockets() }
        group.backplane?.inject(nil)
        group.fixtures[2].io.main.adapter?.close()
        try await eventually("it has left") { try await group.server(0).serverCount() == 2 }
        #expect(try await group.server(0).fetchSockets().count == 2)
    }

    @Test("counts a server as gone when nothing is heard of it, and ends what awaits it")
    func crashedServer() async throws {
        var watch = ClusterOptions()
        watch.heartbeatInterval = .milliseconds(40)
        watch.heartbeatTimeout = .milliseconds(200)
        let group = try await ServerGroup(.cluster(nodes: 3, loops: 1), watch: watch)
        try await Task.sleep(for: .milliseconds(300))
        #expect(try await group.server(0).serverCount() == 3)
        let crashed = try #require(group.fixtures[2].io.main.adapter as? ClusterAdapter).uid
        group.backplane?.inject(BackplaneFaults(decide: { message, to in message.uid == crashed || to == crashed ? .isLost : .arrives }))
        let begun = ContinuousClock.now
        #expect(try await group.server(0).timeout(.seconds(20)).fetchSockets().count == 2)
        #expect(ContinuousClock.now - begun < .seconds(5))
        #expect(try await group.server(0).serverCount() == 2)
        group.backplane?.inject(nil)
        try await eventually("it is back") { try await group.server(0).serverCount() == 3 }
    }

    @Test("tells of rooms that begin and end on this server, each change once", arguments: [1, 3])
    func roomEvents(_ loops: Int) async throws {
        let group = try await ServerGroup(.inMemory(loops: loops), clients: 0) { io, _, notes in
            io.onRoomEvent { event in
                switch event {
                case .created(let room): notes.add("created \(room)")
                case .joined(let room, let id): notes.add("joined \(room) \(id)")
                case .left(let room, let id): notes.add("left \(room) \(id)")
                case .deleted(let room): notes.add("deleted \(room)")
                }
            }
        }
        let (a, b) = (try group.fixtures[0].joined(), try group.fixtures[0].joined())
        let notes = group.notes(0)
        func tell(_ client: Client, _ packet: String) {
            client.send(packet)
            #expect(client.read().hasPrefix("430"))
        }
        tell(a, #"420["join",["r"]]"#)
        tell(b, #"420["join",["r"]]"#)
        tell(a, #"420["join",["r"]]"#)
        a.leave()
        _ = await notes.wait(for: 9)
        b.leave()
        #expect(
            await notes.wait(for: 13) == [
                "created \(a.socketID)", "joined \(a.socketID) \(a.socketID)", "created \(b.socketID)",
                "joined \(b.socketID) \(b.socketID)", "created r", "joined r \(a.socketID)", "joined r \(b.socketID)",
                "left r \(a.socketID)", "left \(a.socketID) \(a.socketID)", "deleted \(a.socketID)", "left r \(b.socketID)", "deleted r",
                "left \(b.socketID) \(b.socketID)", "deleted \(b.socketID)",
            ])
    }
}
