import Foundation
import Synchronization
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

@Suite struct StreamingTests {
    /// Counts what happens on the server's threads.
    final class Count: Sendable {
        private let number = Mutex(0)
        func add(_ more: Int) { number.withLock { $0 += more } }
        var value: Int { number.withLock { $0 } }
        /// Waits until the number stays the same for a moment.
        func settled() async throws -> Int {
            var last = -1
            while last != value || last == 0 {
                last = value
                try await Task.sleep(for: .milliseconds(60))
            }
            return last
        }
    }

    static func stream(_ write: @escaping @Sendable (ResponseWriter) async throws -> Void) throws -> Fixture {
        try Fixture { $0.get("/stream") { _ in .stream(contentType: .plainText, write) } }
    }

    @Test("writes pieces in chunks, with the gate's fields on the head, and goes on with the next request")
    func chunks() throws {
        let client = try Self.stream { writer in
            try await writer.write("one ")
            try await Task.sleep(for: .milliseconds(2))
            try await writer.write("")
            try await writer.write(Array("two".utf8))
        }.client()
        client.send("GET /stream HTTP/1.1\r\nHost: a\r\nOrigin: \(Fixture.allowed)\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
        let reply = try client.readReply()
        #expect(reply.text == "one two")
        #expect(reply["transfer-encoding"] == "chunked")
        #expect(reply["content-length"] == nil)
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(try client.readReply().text == "Hello, World!")
    }

    @Test("the writer stays on the connection's loop, also after it awaited something elsewhere")
    func staysOnLoop() throws {
        actor Elsewhere { func visit() {} }
        let client = try Self.stream { writer in
            await Elsewhere().visit()
            try await writer.write("\(EventLoop.current != nil)")
        }.client()
        #expect(try client.request("GET", "/stream").text == "true")
    }

    @Test("HTTP/1.0 gets the body up to the end of the connection, HEAD gets the head only")
    func framings() throws {
        let fixture = try Self.stream { try await $0.write("body") }
        let old = try fixture.client()
        old.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
        let head = old.read(through: "\r\n\r\n")
        #expect(head.contains("Connection: close\r\n") && !head.contains("Transfer-Encoding"))
        #expect(old.readText(100) == "body")
        #expect(old.isAtEnd())
        let client = try fixture.client()
        #expect(try client.request("HEAD", "/stream").status == 200)
        #expect(try client.request("GET", "/stream").text == "body")
    }

    @Test("an announced length is sent, and the writer is held to it")
    func length() throws {
        let fixture = try Fixture { server in
            for (path, text) in [("/right", "12345"), ("/short", "1234"), ("/long", "123456")] {
                server.get(path) { _ in .stream(length: 5) { try await $0.write(text) } }
            }
        }
        let client = try fixture.client()
        let reply = try client.request("GET", "/right")
        #expect(reply.text == "12345")
        #expect(reply["content-length"] == "5")
        #expect(try client.request("HEAD", "/right")["content-length"] == "5")
        for (path, text) in [("/short", "1234"), ("/long", "")] {
            let client = try fixture.client()
            #expect(try client.request("GET", path).text == text)
            #expect(client.isAtEnd())
        }
        #expect(fixture.log.all.count { $0.event == "response-stream-failed" } == 2)
    }

    @Test("an error in the middle cuts the connection, so that no part looks like the whole", arguments: ["1.1", "1.0"])
    func failure(version: String) throws {
        let client = try Self.stream { writer in
            try await writer.write("part")
            try await Task.sleep(for: .milliseconds(5))
            throw Oops()
        }.client()
        client.send("GET /stream HTTP/\(version)\r\nHost: a\r\n\r\n")
        _ = client.read(through: "\r\n\r\n")
        if version == "1.1" {
            #expect(try client.readChunk() == Array("part".utf8))
            #expect(client.isAtEnd())
        } else {
            #expect(client.readText(4) == "part")
            #expect(client.endsInReset())
        }
    }

    @Test("trailers follow the chunks; those that must not be trailers are left out and logged")
    func trailers() throws {
        let fixture = try Self.stream { writer in
            try await writer.write("x")
            writer.trailers = [("X-Sum", "1"), ("Content-Length", "9"), ("X-Bad", "a\r\nb")]
        }
        #expect(try fixture.client().request("GET", "/stream").trailers == ["X-Sum: 1"])
        #expect(fixture.log.all.contains { $0.event == "response-field-omitted" })
    }

    @Test("a reader that takes nothing stops the writer after a bounded amount, and one that takes everything gets everything")
    func backPressure() async throws {
        let written = Count()
        let total = 64 << 20
        let fixture = try Self.stream { writer in
            for _ in 0..<(total >> 16) {
                try await writer.write([UInt8](repeating: 7, count: 1 << 16))
                written.add(1 << 16)
            }
        }
        let client = try fixture.client()
        client.send("GET /stream HTTP/1.0\r\n\r\n")
        // The kernel's buffers on both sides take some megabytes.
        #expect(try await written.settled() < 16 << 20)
        _ = client.read(through: "\r\n\r\n")
        #expect(client.countToEnd() == total)
    }

    @Test("a writer that never waits does not keep the loop from others")
    func fairness() throws {
        let fixture = try Self.stream { writer in while true { try await writer.write([UInt8](repeating: 7, count: 1000)) } }
        let greedy = try fixture.client()
        greedy.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = greedy.read(200_000)
        #expect(try fixture.client().request("GET", "/hello").status == 200)
    }

    @Test("when the peer leaves, the writer's task is cancelled and its write throws")
    func peerGone() async throws {
        let ended = Count()
        let fixture = try Self.stream { writer in
            do {
                while true {
                    try await writer.write("tick")
                    try await Task.sleep(for: .milliseconds(2))
                }
            } catch {
                ended.add(error is CancellationError || error as? ResponseStreamError == .peerGone ? 1 : 100)
                throw error
            }
        }
        do {
            let client = try RawClient(port: fixture.port)
            client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = client.read(through: "tick")
        }
        #expect(try await ended.settled() == 1)
        #expect(fixture.log.all.isEmpty)
    }

    @Test("a reader that takes nothing for too long is dropped")
    func stalledReader() async throws {
        let ended = Count()
        let fixture = try Fixture { server in
            server.timeouts.stalledReader = .seconds(1)
            server.get("/stream") { _ in
                .stream { writer in
                    do { while true { try await writer.write([UInt8](repeating: 7, count: 1 << 16)) } } catch {
                        ended.add(1)
                        throw error
                    }
                }
            }
        }
        let client = try fixture.client()
        client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await ended.settled() == 1)
        #expect(fixture.log.all.contains { $0.event == "stalled-reader-dropped" })
    }

    @Test("the 101 carries further fields, but none that are malformed, the handshake's or the policy's")
    func handshakeFields() throws {
        let fixture = try Fixture { server in
            server.webSocket(
                "/cookie",
                headers: { request in
                    [
                        ("Set-Cookie", "at=\(request.path)"), ("Sec-WebSocket-Protocol", "evil"), ("X-Bad", "a\r\nb"), ("Upgrade", "x"),
                        ("Access-Control-Allow-Origin", "*"),
                    ]
                }
            ) { socket in socket.onMessage { socket.send($0) } }
        }
        let client = try fixture.client()
        let reply = try client.upgrade("/cookie")
        #expect(reply.status == 101)
        #expect(reply["set-cookie"] == "at=/cookie")
        #expect(reply["sec-websocket-protocol"] == nil && reply["x-bad"] == nil && reply["upgrade"] == "websocket")
        #expect(reply["access-control-allow-origin"] == nil)
        client.sendText("hi")
        #expect(client.readText() == "hi")
    }
}
