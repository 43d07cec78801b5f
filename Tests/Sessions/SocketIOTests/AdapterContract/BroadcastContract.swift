import Testing
import WayleaveJSON
import WayleaveRooms

@testable import WayleaveSocketIO

/// What every adapter must do with events; after packages/socket.io-adapter/test and messaging-many of the reference.
@Suite struct BroadcastContract {
    @Test("reaches all clients, text and binary", arguments: AdapterLayout.all)
    func everyone(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        group.server(0).emit("test", 1, "2", Binary([3, 4]))
        for client in group.clients {
            #expect(client.read() == #"451-["test",1,"2",{"_placeholder":true,"num":0}]"#)
            #expect(client.read() == "<3 4>")
        }
        group.server(1).emit("æ", ["k": ["ü\n\""]])
        for client in group.clients { #expect(client.read() == #"42["æ",{"k":["ü\n\""]}]"#) }
    }

    @Test("reaches all clients of a namespace, and no others", arguments: AdapterLayout.all)
    func namespace(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        for client in group.clients.prefix(2) { try client.join("/custom") }
        group.server(0).of("/custom").emit("test", Binary([1]))
        group.server(0).emit("end")
        for client in group.clients.prefix(2) {
            #expect(client.read() == #"451-/custom,["test",{"_placeholder":true,"num":0}]"#)
            #expect(client.read() == "<1>")
            #expect(client.read() == #"42["end"]"#)
        }
        #expect(group.clients[2].read() == #"42["end"]"#)
    }

    @Test("reaches the clients of rooms, each once, without those of others", arguments: AdapterLayout.all)
    func rooms(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        try group.join(0, "room1", "room2")
        try group.join(1, "room1")
        let io = group.server(0)
        io.to("room1").emit("a")
        io.to("room1", "room2").emit("b")
        io.except("room2").emit("c")
        io.to("room1").except("room2").emit("d")
        io.to("nobody").emit("e")
        io.except(group.clients[2].socketID).emit("f")
        io.to(group.clients[1].socketID).emit("g")
        io.emit("end")
        #expect(Self.names(group.clients[0]) == ["a", "b", "f"])
        #expect(Self.names(group.clients[1]) == ["a", "b", "c", "d", "f", "g"])
        #expect(Self.names(group.clients[2]) == ["c"])
    }

    /// The names of the events before "end".
    static func names(_ client: Client) -> [String] {
        var names: [String] = []
        while true {
            let packet = client.read()
            let name = packet.dropFirst(4).prefix { $0 != "\"" }
            if name == "end" || packet == "closed" { return names }
            names.append(String(name))
        }
    }

    @Test("reaches only clients of this server where local is asked for", arguments: AdapterLayout.all)
    func local(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        group.server(0).local.emit("near")
        group.server(0).emit("end")
        for (index, client) in group.clients.enumerated() {
            #expect(Self.names(client) == (index % layout.nodes == 0 ? ["near"] : []))
        }
    }

    @Test("leaves operators as they are: each property makes a changed copy", arguments: AdapterLayout.all)
    func immutable(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let operation = group.server(0).to("room1").to("room2").except("room3")
        _ = operation.compress(false)
        _ = operation.volatile
        _ = operation.to("room4").except("room5").local.timeout(.seconds(1))
        #expect(operation.selection == .init(rooms: ["room1", "room2"], except: ["room3"]))
        #expect(operation.limit == nil)
        group.server(0).compress(false).emit("plain", 1)
        for client in group.clients { #expect(client.read() == #"42["plain",1]"#) }
    }

    @Test("keeps one sender's order on every client, whatever it sends", arguments: AdapterLayout.all)
    func order(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        for number in 0..<200 {
            if number % 3 == 0 { group.server(0).emit("n", number, Binary([0])) } else { group.server(0).emit("n", number) }
        }
        for client in group.clients {
            for number in 0..<200 {
                let packet = client.read()
                if number % 3 == 0 { #expect(client.read() == "<0>") }
                #expect(packet.contains("[\"n\",\(number)"), "\(packet)")
            }
        }
    }

    @Test("serves its own clients when publishing fails, and reports the failure", arguments: AdapterLayout.several)
    func publishingFails(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        group.backplane?.inject(BackplaneFaults(refuse: { _ in true }))
        group.server(0).emit("test", 1)
        group.server(0).socketsJoin("x")
        #expect(group.clients[0].read() == #"42["test",1]"#)
        #expect(group.rooms(0) == ["x"])
        group.backplane?.inject(nil)
        group.server(0).emit("again")
        for client in group.clients { #expect(client.read() == #"42["again"]"#) }
        let notes = await group.notes(0).wait(for: 2)
        #expect(notes.contains(#"error: event "broadcast" of /: publish failed"#))
        #expect(notes.contains(#"error: event "socketsJoin" of /: publish failed"#))
    }

    @Test("does what processes ask that only send, and does not count them as servers", arguments: AdapterLayout.several)
    func emitter(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        func send(_ body: ClusterMessage.Body, _ namespace: String = "/") {
            group.backplane?.publish(ClusterMessage(uid: ClusterMessage.emitterID, namespace: namespace, body: body)) { _ in }
        }
        let everyone = ClusterTarget(.everyone)
        send(.broadcast(try OutgoingEvent(values: ["hi", 1, .binary(Binary([2]))]), everyone, requestID: nil))
        for client in group.clients {
            #expect(client.read() == #"451-["hi",1,{"_placeholder":true,"num":0}]"#)
            #expect(client.read() == "<2>")
        }
        send(.socketsJoin(everyone, rooms: ["7"]))
        try await group.expectRooms([["7"], ["7"], ["7"]])
        send(.broadcast(try OutgoingEvent(values: ["seven"]), ClusterTarget(["rooms": [7]]), requestID: nil))
        for client in group.clients { #expect(client.read() == #"42["seven"]"#) }
        send(.broadcast(try OutgoingEvent(values: ["elsewhere"]), everyone, requestID: nil), "/custom")
        send(.disconnectSockets(everyone, close: true))
        for client in group.clients { #expect(client.read() == "41") }
        #expect(try await group.server(0).serverCount() == layout.nodes)
    }

    @Test("ignores messages of another namespace, its own, and answers that nobody awaits", arguments: AdapterLayout.several)
    func strangers(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let adapter = try #require(group.fixtures[0].io.main.adapter as? ClusterAdapter)
        let event = ClusterMessage.Body.broadcast(try OutgoingEvent(values: ["x"]), ClusterTarget(.everyone), requestID: nil)
        adapter.receive(ClusterMessage(uid: "other", namespace: "/custom", body: event), offset: nil)
        adapter.receive(ClusterMessage(uid: adapter.uid, namespace: "/", body: event), offset: nil)
        for body in [
            .fetchSocketsResponse([], requestID: "r"), .serverSideEmitResponse(1, requestID: "r"), .broadcastAck(1, requestID: "r"),
            .broadcastClientCount(-5, requestID: "r"), .adapterClose,
        ] as [ClusterMessage.Body] {
            adapter.receive(ClusterMessage(uid: "other", namespace: "/", body: body), offset: nil)
        }
        group.server(0).emit("end")
        for client in group.clients { #expect(Self.names(client) == []) }
    }

    @Test("survives messages that are late, repeated, overtaken or lost: what arrives is delivered", arguments: AdapterLayout.several)
    func faults(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        group.backplane?.inject(
            BackplaneFaults(decide: { message, _ in message.type == .broadcast ? .isLate(.milliseconds(30)) : .arrives }))
        group.server(0).emit("late")
        for client in group.clients { #expect(client.read() == #"42["late"]"#) }
        group.backplane?.inject(
            BackplaneFaults(decide: { message, _ in message.type == .socketsJoin ? .arrivesTwice : .arrives }))
        group.server(0).socketsJoin("x")
        try await group.expectRooms([["x"], ["x"], ["x"]])
        group.backplane?.inject(BackplaneFaults(decide: { _, _ in .isLost }))
        group.server(0).emit("lost")
        group.backplane?.inject(nil)
        group.server(0).emit("end")
        #expect(group.clients.map { Self.names($0) } == [["lost"], [], []])
    }
}
