import Synchronization
import Testing
import WayleaveJSON
import WayleaveRooms

@testable import WayleaveSocketIO

/// What every adapter must do with events that ask all their clients for an acknowledgement.
@Suite struct AcknowledgementContract {
    @Test("collects one answer of each client", arguments: AdapterLayout.all)
    func several(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let io = group.server(0)
        async let answers: [Int] = io.timeout(.seconds(2)).emitWithAck("test", "q")
        for (index, client) in group.clients.enumerated() { try client.answer("test", "\(index + 1),\"surplus\"") }
        #expect(try await answers.sorted() == [1, 2, 3])
        try await expectNothingPending(group)
    }

    /// No socket and no adapter remembers the request.
    private func expectNothingPending(_ group: ServerGroup) async throws {
        for fixture in group.fixtures {
            let adapter = try #require(fixture.io.main.adapter)
            #expect((adapter as? ClusterAdapter)?.state.withLock { $0.collectors.count + $0.fetches.count + $0.emits.count } ?? 0 == 0)
            try await eventually("no acknowledgement is awaited") {
                await adapter.local.rooms.collect { shard in
                    var count = 0
                    shard.broadcast(to: .everyone) { count += $0.pending.count }
                    return count
                }.allSatisfy { $0 == 0 }
            }
        }
    }

    @Test("collects binary answers", arguments: AdapterLayout.all)
    func binary(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let io = group.server(0)
        async let answers: [Binary] = io.emitWithAck("test")
        for (index, client) in group.clients.enumerated() {
            client.send("461-\(try client.readRequest("test"))[{\"_placeholder\":true,\"num\":0}]")
            client.send(binary: [UInt8(index)])
        }
        #expect(try await answers.map(\.bytes).sorted { $0[0] < $1[0] } == [[0], [1], [2]])
    }

    @Test("asks with binary data too", arguments: AdapterLayout.all)
    func binaryQuestion(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 2)
        let io = group.server(1)
        async let answers: [Bool] = io.emitWithAck("test", Binary([9]))
        for client in group.clients {
            let packet = client.read()
            #expect(packet.hasPrefix("451-") && packet.hasSuffix(#"["test",{"_placeholder":true,"num":0}]"#))
            #expect(client.read() == "<9>")
            client.send("43\(packet.dropFirst(4).prefix { $0.isNumber })[true]")
        }
        #expect(try await answers == [true, true])
    }

    @Test("answers at once with nothing if there is no client", arguments: AdapterLayout.all)
    func nobody(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let answers = try await group.server(0).to("nobody").timeout(.seconds(20)).emitWithAck("test", values: [])
        #expect(answers == [])
        try await expectNothingPending(group)
    }

    @Test("fails with the answers that came when some client is silent", arguments: AdapterLayout.all)
    func silence(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let operation = group.server(0).timeout(.milliseconds(250))
        async let answers: [Int] = operation.emitWithAck("test")
        try group.clients[0].answer("test", "1")
        try group.clients[1].answer("test", "2")
        let late = try group.clients[2].readRequest("test")
        do {
            Issue.record("answers: \(try await answers)")
        } catch let error as BroadcastAcknowledgementError {
            #expect(error.reason == .timedOut)
            #expect(Set(error.responses) == [1, 2])
            #expect("\(error)" == "operation has timed out, 2 responses received")
        }
        group.clients[2].send("43\(late)[3]")
        try await expectNothingPending(group)
    }

    @Test("completes once, in the callback form too; reserved names are not sent", arguments: AdapterLayout.all)
    func callback(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout, clients: 1)
        let notes = Notes()
        group.server(0).timeout(.milliseconds(80)).emit("test", "x") { notes.add("\($0)") }
        let id = try group.clients[0].readRequest("test")
        for _ in 0..<3 { group.clients[0].send("43\(id)[\"a\"]") }
        #expect(await notes.wait(for: 1) == [#"success(["a"])"#])
        group.server(0).timeout(.milliseconds(80)).emit("connect", values: []) { notes.add("\($0)") }
        #expect(await notes.wait(for: 2).last?.contains("could not be sent") == true)
        try await Task.sleep(for: .milliseconds(100))
        #expect(notes.all.count == 2)
    }

    @Test("asks a single fetched socket, here or there", arguments: AdapterLayout.all)
    func single(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        for (index, client) in group.clients.enumerated() {
            let sockets = try await group.server(0).in(client.socketID).fetchSockets()
            try #require(sockets.count == 1)
            async let answer: Int = sockets[0].timeout(.seconds(2)).emitWithAck("test", index)
            try client.answer("test", "\(index * 10)")
            #expect(try await answer == index * 10)
        }
        let socket = try #require(try await group.server(0).in(group.clients[1].socketID).fetchSockets().first)
        await #expect(throws: AcknowledgementError.timedOut) {
            _ = try await socket.timeout(.milliseconds(100)).emitWithAck("test", values: [])
        }
    }

    @Test("uses one id for all, which no other packet of the namespace has", arguments: [1, 3])
    func ids(_ loops: Int) async throws {
        let group = try await ServerGroup(.inMemory(loops: loops))
        let io = group.server(0)
        async let answers: [Int] = io.emitWithAck("test")
        async let more: [Int] = io.emitWithAck("more")
        var ids: [Set<Int>] = []
        for client in group.clients {
            let (a, b) = (client.read(), client.read())
            let pair = [a, b].map { Int($0.dropFirst(2).prefix { $0.isNumber }) ?? -1 }
            ids.append(Set(pair))
            for id in pair { client.send("43\(id)[\(id)]") }
        }
        #expect(ids.allSatisfy { $0 == ids[0] && $0.count == 2 })
        #expect(Set(try await answers).count == 1)
        #expect(Set(try await more).count == 1)
    }

    @Test("counts no server twice when messages are repeated, and waits for those that are overtaken", arguments: AdapterLayout.several)
    func disorder(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        for fate in [BackplaneFaults.Fate.arrivesTwice, .isOvertaken] {
            group.backplane?.inject(BackplaneFaults(decide: { message, _ in message.type == .broadcastClientCount ? fate : .arrives }))
            let io = group.server(0)
            async let answers: [Int] = io.timeout(.seconds(2)).emitWithAck("test")
            for client in group.clients { try client.answer("test", "7") }
            // What is held back needs something that overtakes it.
            for _ in 0..<5 {
                try await Task.sleep(for: .milliseconds(10))
                for node in 1..<layout.nodes { group.server(node).serverSideEmit("nothing") }
            }
            #expect(try await answers == [7, 7, 7])
        }
    }

    @Test("does not wait for a server that leaves", arguments: AdapterLayout.watchful)
    func leaving(_ layout: AdapterLayout) async throws {
        let group = try await ServerGroup(layout)
        let io = group.server(0)
        async let answers: [Int] = io.timeout(.seconds(20)).emitWithAck("test")
        try group.clients[0].answer("test", "1")
        try group.clients[1].answer("test", "2")
        _ = try group.clients[2].readRequest("test")
        group.fixtures[2].io.main.adapter?.close()
        #expect(try await answers.sorted() == [1, 2])
    }
}
