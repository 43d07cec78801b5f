import Testing
import WayleaveSignalRWire

@testable import WayleaveSignalR

@Suite("Streams of hubs")
struct StreamTests {
    private func item(_ value: String, _ id: String = "0") -> String { "{\"type\":2,\"invocationId\":\"\(id)\",\"item\":\(value)}" }
    private let end = "{\"type\":3,\"invocationId\":\"0\"}"

    private func send(_ client: HubClient, _ value: String, id: String = "s") {
        client.send("{\"type\":2,\"invocationId\":\"\(id)\",\"item\":\(value)}")
    }
    private func finish(_ client: HubClient, id: String = "s", error: String? = nil) {
        client.send("{\"type\":3,\"invocationId\":\"\(id)\"\(error.map { ",\"error\":\"\($0)\"" } ?? "")}")
    }

    @Test("send their items and then a completion")
    func items() throws {
        let client = try HubFixture().client()
        client.call("Counter", "3", type: 4)
        #expect((0..<4).map { _ in client.read() } == [item("0"), item("1"), item("2"), end])
        client.call("Counter", "0", type: 4)
        #expect(client.read() == end)
        client.call("LateStream", type: 4)
        #expect((0..<3).map { _ in client.read() } == [item("0"), item("1"), end])
    }

    @Test("let other calls run beside them, and end when the client cancels")
    func cancelling() async throws {
        let fixture = try HubFixture()
        let client = try fixture.client()
        client.call("Endless", id: "7", type: 4)
        #expect(client.isSilent())
        client.call("Endless", id: "7", type: 4)
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"7\",\"error\":\"Invocation ID '7' is already in use.\"}")
        client.send("{\"type\":5,\"invocationId\":\"nobody\"}")
        client.send("{\"type\":5,\"invocationId\":\"7\"}")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"7\"}")
        #expect(await fixture.notes.waitFor("terminated: cancelled"))
        client.call("Endless", id: "7", type: 4)
        #expect(client.isSilent())
    }

    @Test("end with the connection")
    func leaving() async throws {
        let fixture = try HubFixture()
        let client = try fixture.client()
        client.call("Endless", type: 4)
        #expect(client.isSilent())
        client.leave()
        #expect(await fixture.notes.waitFor("terminated: cancelled"))
        #expect(await fixture.notes.waitFor("disconnected: in order"))
    }

    @Test("of many items wait for the client to read them")
    func long() throws {
        let client = try HubFixture().client()
        client.call("Counter", "50000", type: 4)
        for number in 0..<50_000 where client.read() != item("\(number)") { Issue.record("item \(number) is another one") }
        #expect(client.read() == end)
    }

    @Test("from a client are read to their end")
    func uploads() throws {
        let client = try HubFixture().client()
        client.call("Sum", "5", streams: "\"s\"")
        for number in 1...100 { send(client, "\(number)") }
        finish(client)
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"0\",\"result\":5055}")
        send(client, "1")
        finish(client)
        #expect(client.isSilent())
    }

    @Test("from a client may fail there, or not fit here")
    func failingUploads() throws {
        let client = try HubFixture().client()
        client.call("Sum", "5", streams: "\"s\"")
        finish(client, error: "Something bad")
        #expect(
            client.read()
                == "{\"type\":3,\"invocationId\":\"0\",\"error\":\"An unexpected error occurred invoking 'Sum' on the server. HubException: Something bad\"}"
        )
        client.call("Sum", "5", streams: "\"s\"")
        send(client, "\"no number\"")
        #expect(client.read().contains("An unexpected error occurred invoking 'Sum' on the server."))
        client.call("Sum", "5", streams: "\"s\",\"t\"")
        #expect(client.read().contains("Client sent 2 stream(s), Hub method expects 1."))
        client.call("Echo", "\"a\"", streams: "\"s\"")
        #expect(client.read().contains("Client sent 1 stream(s), Hub method expects 0."))
    }

    @Test("from a client are given up when the method returns, however many items come")
    func abandoned() throws {
        let client = try HubFixture().client()
        client.call("FirstOf", streams: "\"s\"")
        for number in 1...200 { send(client, "\(number)") }
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"0\",\"result\":1}")
        #expect(client.isSilent())
    }

    @Test("go both ways at a time")
    func bothWays() throws {
        let client = try HubFixture().client()
        client.call("Count", "10", type: 4, streams: "\"s\"")
        send(client, "{\"a\":1}")
        #expect(client.read() == item("11"))
        send(client, "null")
        #expect(client.read() == item("12"))
        finish(client)
        #expect(client.read() == end)
    }

    @Test("of one client are bounded in number")
    func bounded() throws {
        let client = try HubFixture { $0.maximumStreamsPerClient = 2 }.client()
        client.call("Endless", id: "1", type: 4)
        client.call("Endless", id: "2", type: 4)
        #expect(client.answer("Endless", id: "3", type: 4).contains("Failed to invoke 'Endless' due to an error on the server."))
    }
}
