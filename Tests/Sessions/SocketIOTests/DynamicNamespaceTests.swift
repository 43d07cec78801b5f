import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// Namespaces that clients bring into being.
@Suite struct DynamicNamespaceTests {
    struct Trouble: Error {}

    /// Children of `/dyn-<digits>` that greet, and of a predicate that wants `ok`.
    static func fixture(loops: Int = 1, _ change: (inout SocketIOOptions) -> Void = { _ in }) throws -> Fixture {
        var options = SocketIOOptions()
        change(&options)
        return try Fixture(loops: loops, options: options) { io, notes in
            io.onNewNamespace { notes.add("new \($0.name)") }
            let numbered = io.of(/^\/dyn-\d+$/)
            numbered.use { handshake, data in
                if handshake.auth["refuse"] != nil { throw ConnectError("refused by \(handshake.namespace)") }
                data["from"] = .string(handshake.namespace)
            }
            numbered.onConnection { socket in
                socket.emit("ns", socket.namespace.name, socket.data["from"] ?? .null)
                socket.on("parent") { numbered.emit("to all children", numbered.children.map(\.name)) }
            }
            let allowed = io.of { name, handshake in
                await Task.yield()
                if handshake.auth["trouble"] != nil { throw Trouble() }
                return name == "/fn" && handshake.auth["ok"]?.bool == true
            }
            allowed.onConnection { socket in socket.emit("ns", socket.namespace.name) }
        }
    }

    @Test("are joined by whoever names one that a pattern matches, each with rooms of its own")
    func pattern() async throws {
        let fixture = try Self.fixture()
        let (a, b) = (try fixture.client(), try fixture.client())
        try a.join("/dyn-1")
        #expect(a.read() == #"42/dyn-1,["ns","/dyn-1","/dyn-1"]"#)
        try b.join("/dyn-22")
        #expect(b.read() == #"42/dyn-22,["ns","/dyn-22","/dyn-22"]"#)
        fixture.io.of("/dyn-1").emit("x")
        a.send(#"42/dyn-1,["parent"]"#)
        #expect(a.read() == #"42/dyn-1,["x"]"#)
        #expect(a.read() == #"42/dyn-1,["to all children",["/dyn-1","/dyn-22"]]"#)
        #expect(b.read() == #"42/dyn-22,["to all children",["/dyn-1","/dyn-22"]]"#)
        a.send("40/dyn-x")
        #expect(a.read() == #"44/dyn-x,{"message":"Invalid namespace"}"#)
        a.send(#"40/dyn-3,{"refuse":1}"#)
        #expect(a.read() == #"44/dyn-3,{"message":"refused by /dyn-3"}"#)
        #expect(fixture.notes.all == ["new /dyn-1", "new /dyn-22", "new /dyn-3"])
        #expect(fixture.io.namespaces.map(\.name) == ["/", "/dyn-1", "/dyn-22", "/dyn-3"])
        #expect(fixture.io.of("/dyn-1").socketsCount == 1)
    }

    @Test("are joined by whom a predicate allows, which is asked only while there is no such namespace")
    func predicate() async throws {
        let fixture = try Self.fixture()
        let client = try fixture.client()
        for (name, auth) in [("/fn", ""), ("/other", #"{"ok":true}"#), ("/fn", #"{"ok":1}"#)] {
            client.send("40\(name),\(auth)")
            #expect(client.read() == #"44\#(name),{"message":"Invalid namespace"}"#)
        }
        client.send(#"40/fn,{"trouble":true}"#)
        #expect(client.read() == #"44/fn,{"message":"Invalid namespace"}"#)
        #expect(fixture.notes.all == [#"error: event "connect" of /fn: Trouble()"#])
        try client.join("/fn", auth: #"{"ok":true}"#)
        #expect(client.read() == #"42/fn,["ns","/fn"]"#)
        let second = try fixture.client()
        try second.join("/fn")
        #expect(second.read() == #"42/fn,["ns","/fn"]"#)
    }

    @Test("close a client that does not wait for the predicate's answer")
    func impatient() throws {
        let fixture = try Fixture { io, _ in
            _ = io.of { _, _ in
                try await Task.sleep(for: .milliseconds(50))
                return true
            }
        }
        let client = try fixture.client()
        client.send("40/x")
        client.send("40/x")
        #expect(client.read() == "closed")
        let gone = try fixture.client()
        gone.send("40/y")
        gone.leave()
    }

    @Test("come into being once however many ask at the same time")
    func race() async throws {
        let fixture = try Self.fixture(loops: 3)
        let clients = try (0..<12).map { _ in try fixture.client() }
        for client in clients { client.send(#"40/fn,{"ok":true}"#) }
        for client in clients {
            #expect(client.read().hasPrefix("40/fn,"))
            #expect(client.read() == #"42/fn,["ns","/fn"]"#)
        }
        #expect(fixture.notes.all == ["new /fn"])
        #expect(fixture.io.of("/fn").socketsCount == 12)
        fixture.io.of("/fn").emit("all")
        for client in clients { #expect(client.read() == #"42/fn,["all"]"#) }
    }

    @Test("go with their last socket, or with their only client's refusal, where that is asked for")
    func cleanup() async throws {
        let fixture = try Self.fixture { $0.cleanupEmptyChildNamespaces = true }
        let (a, b) = (try fixture.client(), try fixture.client())
        for client in [a, b] {
            try client.join("/dyn-1")
            #expect(client.read() == #"42/dyn-1,["ns","/dyn-1","/dyn-1"]"#)
        }
        b.send(#"40/dyn-2,{"refuse":1}"#)
        #expect(b.read() == #"44/dyn-2,{"message":"refused by /dyn-2"}"#)
        #expect(fixture.io.namespaces.map(\.name) == ["/", "/dyn-1"])
        a.send("41/dyn-1,")
        try a.join()
        #expect(fixture.io.namespaces.map(\.name) == ["/", "/dyn-1"])
        b.leave()
        for _ in 0..<400 where fixture.io.namespaces.count > 1 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(fixture.io.namespaces.map(\.name) == ["/"])
        try a.join("/dyn-1")
        #expect(a.read() == #"42/dyn-1,["ns","/dyn-1","/dyn-1"]"#)
        #expect(fixture.notes.all == ["new /dyn-1", "new /dyn-2", "new /dyn-1"])
    }

    @Test("belong to the pattern's parent also when the application makes them")
    func manual() throws {
        let fixture = try Self.fixture()
        let made = fixture.io.of("/dyn-7")
        made.onConnection { $0.emit("extra") }
        let client = try fixture.client()
        try client.join("/dyn-7")
        #expect(client.read() == #"42/dyn-7,["ns","/dyn-7","/dyn-7"]"#)
        #expect(client.read() == #"42/dyn-7,["extra"]"#)
    }

    @Test("are bounded, for one connection and for all together")
    func bounds() async throws {
        let fixture = try Self.fixture {
            $0.maxDynamicNamespaces = 6
            $0.maxNamespacesPerConnection = 4
        }
        let (a, b) = (try fixture.client(), try fixture.client())
        func joins(_ client: Client, _ names: Range<Int>) -> Int {
            for n in names { client.send("40/dyn-\(n),") }
            client.send("40/end,")
            var joined = 0
            while true {
                let packet = client.read()
                if packet.hasPrefix("44/end") || packet == "closed" { return joined }
                if packet.hasPrefix("40/dyn-") { joined += 1 }
            }
        }
        // Answers to those in middleware come later: what counts is what is there in the end.
        _ = joins(a, 0..<500)
        _ = joins(b, 500..<1_000)
        for _ in 0..<400 where fixture.io.namespaces.count < 7 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(fixture.io.namespaces.count == 7)
        #expect(fixture.notes.all.contains { $0.contains("raise SocketIOOptions.maxDynamicNamespaces") })
        a.send("41/dyn-0,")
        let other = try fixture.joined()
        #expect(other.socketID.utf8.count == 20)
    }
}
