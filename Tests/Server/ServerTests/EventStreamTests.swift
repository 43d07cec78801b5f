import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveServer

@Suite struct EventStreamTests {
    /// Opens an event stream and reads its head.
    private func open(_ fixture: Fixture, _ fields: String = "") throws -> (client: RawClient, head: String) {
        let client = try fixture.client()
        client.send("GET /updates HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return (client, client.read(through: "\r\n\r\n"))
    }

    private func text(_ client: RawClient) throws -> String? { try client.readChunk().map { String(decoding: $0, as: UTF8.self) } }

    @Test("an event stream is not cached, not buffered by proxies, and carries the gate's fields")
    func head() throws {
        let fixture = try Fixture { $0.events("/updates") { _, events in events.send("first") } }
        let (client, head) = try open(fixture, "Origin: \(Fixture.allowed)\r\n")
        #expect(head.contains("Content-Type: text/event-stream\r\n"))
        #expect(head.contains("Cache-Control: no-cache\r\n"))
        #expect(head.contains("X-Accel-Buffering: no\r\n"))
        #expect(head.contains("Access-Control-Allow-Origin: \(Fixture.allowed)\r\n"))
        #expect(head.contains("Access-Control-Allow-Credentials: true\r\n"))
        #expect(try text(client) == "data: first\n\n")
    }

    @Test("data may have any kind of line ends; event and id may have none")
    func encoding() throws {
        let tick = try ServerSentEvent(data: "", event: "tick", id: "7", retry: .seconds(2))
        let fixture = try Fixture {
            $0.events("/updates") { _, events in
                events.send("a\nb\rc\r\nd\n")
                events.send(tick)
                events.comment("one\ntwo")
                events.close()
            }
        }
        let reply = try fixture.client().request("GET", "/updates")
        #expect(
            reply.text == "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\nevent: tick\nid: 7\nretry: 2000\ndata: \n\n: one\n: two\n\n")
        for bad in ["a\nb", "a\rb"] {
            #expect(throws: ServerSentEvent.Fault.self) { try ServerSentEvent(data: "x", event: bad) }
            #expect(throws: ServerSentEvent.Fault.self) { try ServerSentEvent(data: "x", id: bad) }
        }
        #expect(throws: ServerSentEvent.Fault.self) { try ServerSentEvent(data: "x", id: "a\0b") }
    }

    @Test("a browser that comes back says which event was its last")
    func lastEventID() throws {
        let fixture = try Fixture {
            $0.events("/updates") { _, events async throws in try await events.write("after \(events.lastEventID ?? "nothing")") }
        }
        let client = try fixture.client()
        #expect(try client.request("GET", "/updates", [("Last-Event-ID", "41")]).text == "data: after 41\n\n")
        #expect(try client.request("GET", "/updates").text == "data: after nothing\n\n")
    }

    @Test("silence is broken by comments")
    func heartbeat() throws {
        var options = EventStreamOptions()
        options.heartbeat = .seconds(1)
        options.retry = .milliseconds(1500)
        let fixture = try Fixture { [options] in $0.events("/updates", options: options) { _, _ in } }
        let (client, _) = try open(fixture)
        #expect(try text(client) == "retry: 1500\n\n")
        #expect(try text(client) == ":\n\n")
    }

    @Test("a channel reaches the streams of all loops, from any thread, until they leave")
    func channel() async throws {
        let channel = EventChannel()
        let fixture = try Fixture(loops: 2) { $0.events("/updates", on: channel) }
        let clients = try (0..<6).map { _ in try open(fixture).client }
        try await Task.sleep(for: .milliseconds(20))
        channel.send("to all")
        for client in clients { #expect(try text(client) == "data: to all\n\n") }
        channel.close()
        for client in clients { #expect(try text(client) == nil) }
    }

    @Test("the end is told once, when the browser leaves")
    func leaving() async throws {
        let ends = StreamingTests.Count()
        let fixture = try Fixture {
            $0.events("/updates") { _, events in
                events.onClose { ends.add(1) }
                events.send("hello")
            }
        }
        do {
            let client = try RawClient(port: fixture.port)
            client.send("GET /updates HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = client.read(through: "hello")
        }
        #expect(try await ends.settled() == 1)
    }

    @Test("a browser that reads nothing is dropped when its queue is full, and costs no more than that")
    func slowBrowser() async throws {
        let channel = EventChannel()
        let ends = StreamingTests.Count()
        let fixture = try Fixture {
            $0.events("/updates") { _, events in
                channel.add(events)
                events.onClose { ends.add(1) }
            }
        }
        let client = try open(fixture).client
        let event = ServerSentEvent(String(repeating: "x", count: 100_000))
        for _ in 0..<400 { channel.send(event) }
        #expect(try await ends.settled() == 1)
        #expect(client.countToEnd() < 40_000_000)
    }

    @Test("a stopping server ends event streams in order")
    func drain() async throws {
        let fixture = try Fixture { $0.events("/updates") { _, events in events.send("x") } }
        let (client, _) = try open(fixture)
        #expect(try text(client) != nil)
        let running = fixture.running
        async let stopped: Void = running.stop()
        #expect(try text(client) == nil)
        #expect(client.readText(2) == "\r\n")
        #expect(client.isAtEnd())
        await stopped
    }
}
