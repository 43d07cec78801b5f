import TestClient
import Testing
import WayleaveEventLoop
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

/// What arrives, what is dropped, and when.
@Suite struct DeliveryTests {
    /// A server whose socket sends on demand what the test of the reference's suite sends.
    static func configure(_ io: SocketIO, _ notes: Notes) {
        io.onConnection { socket in
            socket.on("volatile") {
                socket.volatile.emit("v", 1)
                socket.volatile.emit("v", 2)
                socket.volatile.emit("v", Binary([3]))
                socket.emit("end")
            }
            socket.on("binary") {
                socket.volatile.emit("v", Binary([3]))
                socket.emit("end")
            }
            socket.on("late") { socket.emit("end") }
            socket.onRaw("echo") { arguments, acknowledge in
                if acknowledge.isAwaited { acknowledge.send(values: arguments) } else { socket.emit("echo", values: arguments) }
            }
            socket.on("x") { notes.add("x") }
        }
    }

    @Test("sends a volatile event over WebSocket only when nothing waits, and what is not volatile always")
    func volatileOverWebSocket() throws {
        let client = try Fixture(Self.configure).joined()
        client.send(#"42["volatile"]"#)
        #expect(client.read() == #"42["v",1]"#)
        #expect(client.read() == #"42["end"]"#)
        client.send(#"42["binary"]"#)
        #expect(client.read() == #"451-["v",{"_placeholder":true,"num":0}]"#)
        #expect(client.read() == "<3>")
        #expect(client.read() == #"42["end"]"#)
    }

    @Test("sends a volatile event over polling only when a poll waits for it, and one at a time")
    func volatileOverPolling() throws {
        let fixture = try Fixture(Self.configure)
        let (polling, posting) = (try RawClient(port: fixture.running.address.port), try RawClient(port: fixture.running.address.port))
        let open = try posting.request("GET", "/socket.io/?EIO=4&transport=polling").text
        let target = "/socket.io/?EIO=4&transport=polling&sid=\(open.dropFirst(9).prefix(20))"
        func post(_ packet: String) throws {
            #expect(try posting.request("POST", target, [("Content-Type", "text/plain")], body: packet).text == "ok")
        }
        try post("40")
        #expect(try posting.request("GET", target).text.hasPrefix("40{"))
        // No poll waits: all volatile ones are dropped.
        try post(#"42["volatile"]"#)
        #expect(try posting.request("GET", target).text == #"42["end"]"#)
        polling.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try posting.request("POST", target, [("Content-Type", "text/plain")], body: #"420["echo"]"#).text == "ok")
        #expect(try polling.readReply().text == "430[]")
        polling.send("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        // The poll is there before the POST: connections of one loop are served in order of arrival, so give it a turn.
        _ = try posting.request("GET", "/socket.io/?EIO=4&transport=none")
        try post(#"42["volatile"]"#)
        #expect(try polling.readReply().text == #"42["v",1]"# + PollingTests.separator + #"42["end"]"#)
    }

    @Test(
        "hands back nothing, nulls, empty and multi-byte texts, mixed and large payloads, as events and acknowledgements",
        arguments: [
            "", ",null", #","""#, #","",null,[],{}"#, #","テスト","Я Б Г Д Ж Й","Ä ä Ü ü ß","utf8 — string","🐇""#,
            #",[[],[[]],{"a":{"b":null}}]"#,
        ])
    func payloads(arguments: String) throws {
        let client = try Fixture(Self.configure).joined()
        client.send("42[\"echo\"\(arguments)]")
        #expect(client.read() == "42[\"echo\"\(arguments)]")
        client.send("421[\"echo\"\(arguments)]")
        #expect(client.read() == "431[\(arguments.dropFirst())]")
    }

    @Test("hands back very large JSON and binary data")
    func large() throws {
        let client = try Fixture(Self.configure).joined()
        let text = String(repeating: "x€", count: 120_000)
        client.send("42[\"echo\",\"\(text)\"]")
        #expect(client.read() == "42[\"echo\",\"\(text)\"]")
        let bytes = (0..<600_000).map { UInt8(truncatingIfNeeded: $0) }
        client.send(#"451-["echo",{"_placeholder":true,"num":0}]"#)
        client.send(binary: bytes)
        #expect(client.read() == #"451-["echo",{"_placeholder":true,"num":0}]"#)
        #expect(client.raw.readFrame()?.payload == bytes)
    }

    @Test("handles what was sent before DISCONNECT, and closes on what is sent behind it, as the reference does")
    func afterTheEnd() async throws {
        let fixture = try Fixture(Self.configure)
        let client = try fixture.joined()
        client.send(#"42["x"]"#)
        client.send("41")
        client.send(#"42["x"]"#)
        #expect(client.read() == "closed")
        #expect(
            await fixture.notes.wait(for: 2) == [
                "x", #"error: connection closed: a packet for the namespace "/", which the client has not joined"#,
            ])
    }

    @Test("joins after all middleware, slow ones too, and not at all when the client has left meanwhile")
    func slowMiddleware() async throws {
        let fixture = try Fixture { io, notes in
            let custom = io.of("/custom")
            custom.use { _ in
                try await Task.sleep(for: .milliseconds(30))
                notes.add("first")
            }
            custom.use { _ in notes.add("second") }
            custom.onConnection { socket in notes.add("connected \(socket.isConnected) \(socket.isDisconnected)") }
        }
        try fixture.client().join("/custom")
        #expect(await fixture.notes.wait(for: 3) == ["first", "second", "connected true false"])
        let leaving = try fixture.client()
        leaving.send("40/custom,")
        leaving.leave()
        #expect(await fixture.notes.wait(for: 5).suffix(2) == ["first", "second"])
        try await Task.sleep(for: .milliseconds(20))
        #expect(fixture.notes.all.count == 5)
        #expect(fixture.io.of("/custom").socketsCount <= 1)
    }

    @Test("gives a client that connects again a new socket, and its events once")
    func reconnecting() async throws {
        let fixture = try Fixture(Self.configure)
        let first = try fixture.joined()
        first.send("41")
        try first.join()
        first.send(#"42["x"]"#)
        let second = try fixture.joined()
        #expect(second.socketID != first.socketID)
        second.send(#"42["x"]"#)
        second.send(#"42["late"]"#)
        #expect(second.read() == #"42["end"]"#)
        #expect(await fixture.notes.wait(for: 2) == ["x", "x"])
    }

    @Test("serves many sockets of one client, and of many clients, in any number of namespaces")
    func manySockets() throws {
        let fixture = try Fixture(loops: 2) { io, _ in
            for n in 0..<20 { io.of("/\(n)").onConnection { socket in socket.on("name") { socket.namespace.name } } }
        }
        let clients = try (0..<5).map { _ in try fixture.client() }
        for client in clients {
            for n in 0..<20 { try client.join("/\(n)") }
            for n in 0..<20 {
                client.send(#"42/\#(n),\#(n)["name"]"#)
                #expect(client.read() == #"43/\#(n),\#(n)["/\#(n)"]"#)
            }
        }
        #expect((0..<20).allSatisfy { fixture.io.of("/\($0)").socketsCount == 5 })
    }

    @Test("compresses events where that was agreed on, but for those that must not be")
    func compression() throws {
        var options = SocketIOOptions()
        var compression = WebSocketCompression()
        compression.threshold = 0
        options.perMessageDeflate = compression
        let text = String(repeating: "compressible ", count: 20)
        let fixture = try Fixture(options: options) { io, _ in
            io.onConnection { socket in
                socket.emit("yes", text)
                socket.compress(false).emit("no", text)
                socket.compress(false).emit("no", Binary(Array(text.utf8)))
                io.emit("yes", text)
                io.compress(false).emit("no", text)
                socket.compress(false).volatile.emit("dropped")
            }
        }
        let raw = try RawClient(port: fixture.running.address.port)
        raw.companion = fixture
        let reply = try raw.upgrade("/socket.io/?EIO=4&transport=websocket", [("Sec-WebSocket-Extensions", "permessage-deflate")])
        try #require(reply.status == 101)
        _ = raw.readFrame()
        raw.sendText("40")
        _ = raw.readFrame()
        #expect((0..<6).map { _ in raw.readFrame()?.isCompressed } == [true, false, false, false, true, false])
    }
}
