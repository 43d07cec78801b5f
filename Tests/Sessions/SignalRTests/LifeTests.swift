import TestClient
import Testing
import WayleaveJSON
import WayleaveServer
import WayleaveSignalRConnections
import WayleaveSignalRWire

@testable import WayleaveSignalR

@Suite("The life of a hub's connections")
struct LifeTests {
    @Test(
        "begins with a handshake that is understood",
        arguments: [
            ("{\"protocol\":\"xml\",\"version\":1}\u{1E}", "The protocol 'xml' is not supported."),
            ("{\"protocol\":\"json\",\"version\":3}\u{1E}", "The server does not support version 3 of the 'json' protocol."),
            ("{\"protocol\":\"json\"}\u{1E}", "An unexpected error occurred during connection handshake."),
            ("nonsense\u{1E}", "An unexpected error occurred during connection handshake."),
            (String(repeating: "a", count: 40_000), "Handshake was canceled."),
        ])
    func handshakes(text: String, error: String) throws {
        let client = try HubFixture().socket()
        client.raw.sendText(text)
        #expect(client.read() == "{\"error\":\"\(error)\"}")
        #expect(client.read() == "closed")
    }

    @Test("begins with a handshake in time")
    func handshakeTimeout() throws {
        let client = try HubFixture { $0.handshakeTimeout = .seconds(1) }.socket()
        #expect(client.read() == "{\"error\":\"Handshake was canceled.\"}")
        #expect(client.read() == "closed")
    }

    @Test("speaks only the protocols that are on")
    func protocols() throws {
        let client = try HubFixture { $0.supportedProtocols = [.json] }.socket()
        client.send("{\"protocol\":\"messagepack\",\"version\":1}")
        #expect(client.read() == "{\"error\":\"The protocol 'messagepack' is not supported.\"}")
    }

    @Test("ends when the client says so, or leaves")
    func leaving() async throws {
        let fixture = try HubFixture()
        let a = try fixture.client()
        a.send("{\"type\":7}")
        #expect([a.read(), a.read()] == ["{\"type\":7}", "closed"])
        let b = try fixture.client()
        b.send("{\"type\":7,\"error\":\"tired\"}")
        #expect(b.read() == "{\"type\":7}")
        let c = try fixture.client()
        c.leave()
        #expect(
            await fixture.notes.wait(for: 6).sorted() == [
                "connected", "connected", "connected", "disconnected: in order", "disconnected: in order", "disconnected: tired",
            ])
    }

    @Test("ends with 1000 when the client's WebSocket closes without a code")
    func emptyClose() throws {
        let client = try HubFixture().client()
        client.leave()
        #expect(client.raw.readFrame()?.closeCode == 1000)
    }

    @Test("ends when a method aborts it")
    func aborting() throws {
        let client = try HubFixture().client()
        client.call("Abort")
        #expect([client.read(), client.read()] == ["{\"type\":7}", "closed"])
    }

    @Test(
        "ends for what is no message, and says so",
        arguments: [
            "nonsense", "[]", "{\"type\":1}", "{\"type\":3,\"invocationId\":\"1\",\"error\":\"a\",\"result\":1}", "{\"type\":\"1\"}", "",
        ])
    func malformed(text: String) throws {
        let fixture = try HubFixture()
        let other = try fixture.client()
        let client = try fixture.client()
        client.send(text)
        #expect(client.read() == "{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}")
        #expect(client.read() == "closed")
        #expect(other.isSilent())
    }

    @Test(
        "ends for malformed MessagePack",
        arguments: [[0xC1], [0x91], [0x01], [0x96, 1, 0x80, 0xC0, 1, 0x90, 0x90], [0x91, 6, 6]] as [[UInt8]])
    func malformedPacked(record: [UInt8]) throws {
        let client = try HubFixture().client(.messagePack)
        client.sendPacked(record)
        #expect(client.read() == "[7,\"Connection closed with an error.\",true]")
        #expect(client.read() == "closed")
    }

    @Test("ends for messages that are too large, finished or not")
    func oversized() throws {
        let fixture = try HubFixture(detailed: true)
        let text =
            "{\"type\":7,\"error\":\"Connection closed with an error. InvalidDataException: The maximum message size of 32768B was exceeded. The message size can be configured in AddHubOptions.\",\"allowReconnect\":true}"
        let a = try fixture.client()
        a.call("Echo", "\"" + String(repeating: "a", count: 32_768) + "\"")
        #expect(a.read() == text)
        let b = try fixture.client()
        for _ in 0..<40 { b.raw.sendText(String(repeating: "a", count: 1000)) }
        #expect(b.read() == text)
        let c = try fixture.client(.messagePack)
        c.raw.sendFrame(2, [0xFF, 0xFF, 0xFF, 0xFF, 0x07])
        #expect(c.read().contains("The maximum message size of 32768B was exceeded."))
        let d = try fixture.client()
        #expect(d.answer("Echo", "\"" + String(repeating: "a", count: 32_500) + "\"").hasSuffix("aaa\"}"))
    }

    @Test("ignores messages of types that it does not know")
    func unknownTypes() throws {
        let client = try HubFixture().client()
        client.send("{\"type\":99}")
        client.send("{\"type\":2,\"invocationId\":\"nobody\",\"item\":1}")
        client.send("{\"type\":3,\"invocationId\":\"nobody\",\"result\":1}")
        client.send("{\"type\":8,\"sequenceId\":9}")
        #expect(client.isSilent())
    }

    @Test("is kept up by pings, and ends when a client that pinged falls silent")
    func pings() async throws {
        let fixture = try HubFixture(detailed: true) {
            $0.keepAliveInterval = .seconds(1)
            $0.clientTimeoutInterval = .seconds(2)
        }
        let silent = try fixture.client(.messagePack)
        let client = try fixture.client()
        client.send("{\"type\":6}")
        #expect(client.read() == "{\"type\":6}")
        var next = client.read()
        while next == "{\"type\":6}" { next = client.read() }
        #expect(
            next.hasPrefix(
                "{\"type\":7,\"error\":\"Connection closed with an error. OperationCanceledException: Client hasn't sent a message/ping within"
            ))
        #expect(next.hasSuffix("\"allowReconnect\":true}"))
        #expect(silent.read() == "[6]")
        #expect(silent.answer("Add", "1,1").hasSuffix("2]") || silent.read().hasSuffix("2]"))
    }

    @Test("ends for silence even while the client is sent a stream, but not while a call of its runs")
    func silence() async throws {
        let fixture = try HubFixture { $0.clientTimeoutInterval = .seconds(1) }
        let client = try fixture.client()
        client.send("{\"type\":6}")
        client.call("Slow", "\"a\",2500", id: "1")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"1\",\"result\":\"a\"}")
        client.call("Endless", id: "2", type: 4)
        #expect(client.read() == "{\"type\":7,\"error\":\"Connection closed with an error.\",\"allowReconnect\":true}")
    }

    @Test(
        "ends when the hub does not want it, or cannot be made",
        arguments: [
            ("cross", "Mishap: go away"), ("broken", "Mishap: cannot be made"),
            ("asking", "InvalidOperationException: Client results inside OnConnectedAsync Hub methods are not allowed."),
        ])
    func refused(mood: String, detail: String) async throws {
        var options = SignalRHubOptions()
        options.enableDetailedErrors = true
        let fixture = try HubFixture(options: options) { try Moody(mood) }
        let client = try fixture.client()
        #expect(client.read() == "{\"type\":7,\"error\":\"Connection closed with an error. \(detail)\"}")
        #expect(client.read() == "closed")
        #expect(!fixture.notes.all.contains("error: -: unexpected"))
    }

    @Test("lets calls wait until the hub has welcomed the client")
    func welcoming() throws {
        let fixture = try HubFixture { try Moody("slow") }
        #expect(try fixture.client().answer("Mine") == "{\"type\":3,\"invocationId\":\"0\",\"result\":\"slow\"}")
    }

    @Test("has a hub of its own, or one for each call", arguments: [HubLifetime.perInvocation, .perConnection])
    func lifetimes(lifetime: HubLifetime) throws {
        var options = SignalRHubOptions()
        options.lifetime = lifetime
        let fixture = try HubFixture(options: options) { Counting() }
        let client = try fixture.client()
        _ = client.answer("Next")
        #expect(client.answer("Next").hasSuffix(lifetime == .perConnection ? ":2}" : ":1}"))
        #expect(try fixture.client().answer("Next").hasSuffix(":1}"))
    }

    @Test("does not begin with settings that are wrong")
    func faults() throws {
        var server = Server()
        var options = SignalRHubOptions()
        options.supportedProtocols = []
        options.streamBufferCapacity = 0
        options.keepAliveInterval = .milliseconds(10)
        server.hub("/hub", Twice.self, options: options)
        do {
            _ = try server.start(port: 0)
            Issue.record("the server started")
        } catch let error as ServerConfigurationError {
            #expect(error.faults.map(\.code) == ["hub-duplicate-method", "hub-no-protocol", "hub-limit", "hub-interval"])
        }
    }

    @Test("passes through filters, the first outermost")
    func filters() async throws {
        let notes = Notes()
        var options = SignalRHubOptions()
        options.filters = [Doubling(notes: notes, name: "outer"), Doubling(notes: notes, name: "inner")]
        let fixture = try HubFixture(notes, options: options) { SampleHub(notes) }
        let client = try fixture.client()
        #expect(client.answer("Add", "1,2") == "{\"type\":3,\"invocationId\":\"0\",\"result\":12}")
        #expect(client.answer("Note", "\"a\"").contains("HubException: filtered"))
        #expect(client.answer("Nothing") == "{\"type\":3,\"invocationId\":\"0\",\"result\":null}")
        client.call("Counter", "1", type: 4)
        #expect(
            [client.read(), client.read()] == ["{\"type\":2,\"invocationId\":\"0\",\"item\":0}", "{\"type\":3,\"invocationId\":\"0\"}"])
        #expect(
            notes.all.prefix(7) == [
                "outer before", "inner before", "connected", "inner after", "outer after", "outer Add 2", "inner Add 2",
            ])
    }
}
