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

    @Test("from a client have names that are not in use: one whose name was taken over would never end")
    func namesInUse() throws {
        let client = try HubFixture().client()
        client.call("Sum", "5", id: "1", streams: "\"s\"")
        client.call("Sum", "7", id: "2", streams: "\"s\"")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"2\",\"error\":\"Failed to invoke 'Sum' due to an error on the server.\"}")
        client.call("SumBoth", id: "3", streams: "\"t\",\"t\"")
        #expect(client.read().contains("Failed to invoke 'SumBoth' due to an error on the server."))
        send(client, "1")
        finish(client)
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"1\",\"result\":6}")
    }

    @Test("that wait for their turn have names and can be cancelled already")
    func waiting() async throws {
        let fixture = try HubFixture()
        let client = try fixture.client()
        client.call("Slow", "\"a\",30", id: "1")
        client.call("Slow", "\"b\",300", id: "2")
        client.call("Endless", id: "3", type: 4)
        client.call("Counter", "1", id: "4", type: 4)
        client.call("Counter", "1", id: "4", type: 4)
        client.send("{\"type\":5,\"invocationId\":\"3\"}")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"4\",\"error\":\"Invocation ID '4' is already in use.\"}")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"1\",\"result\":\"a\"}")
        // They begin with the call before them, and do not wait for its end.
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"3\"}")
        #expect(client.read() == item("0", "4"))
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"4\"}")
        #expect(client.read() == "{\"type\":3,\"invocationId\":\"2\",\"result\":\"b\"}")
        #expect(!fixture.notes.all.contains { $0.hasPrefix("terminated") })
    }

    @Test("of one client are bounded in number")
    func bounded() throws {
        let client = try HubFixture { $0.maximumStreamsPerClient = 2 }.client()
        client.call("Endless", id: "1", type: 4)
        client.call("Endless", id: "2", type: 4)
        #expect(client.answer("Endless", id: "3", type: 4).contains("Failed to invoke 'Endless' due to an error on the server."))
        let other = try HubFixture { $0.maximumStreamsPerClient = 2 }.client()
        other.call("Slow", "\"a\",100", id: "a")
        other.call("Slow", "\"b\",1", id: "b")
        for id in 1...3 { other.call("Endless", id: "\(id)", type: 4) }
        #expect(other.read().contains("\"invocationId\":\"3\",\"error\":\"Failed to invoke 'Endless'"))
    }
}
