import TestClient
import Testing
import WayleaveEventLoop
import WayleaveHTTPWire
import WayleaveServer

/// What a stranger's clients do that is neither wrong nor usual.
@Suite struct RobustnessTests {
    private static let get = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let later = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test("requests that came whole are answered to a peer that ended its side, also those behind an asynchronous one")
    func halfClosed() throws {
        for (requests, bodies) in [
            (Self.get, ["Hello, World!"]), (Self.later + Self.get, ["later", "Hello, World!"]),
            (Self.later + Self.later + Self.get + "GET /hel", ["later", "later", "Hello, World!"]),
        ] {
            let client = try Fixture().client()
            client.send(requests)
            client.endSending()
            #expect(try bodies.map { _ in try client.readReply().text } == bodies)
            #expect(client.isAtEnd())
        }
    }

    @Test("a peer that ends within a head or a body is let go")
    func endsWithin() throws {
        for request in ["GET /hello HT", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhe"] {
            let client = try Fixture().client()
            client.send(request)
            client.endSending()
            #expect(client.isAtEnd())
        }
    }

    @Test("bytes behind a request with `Connection: close` do not destroy its response")
    func pipelinedBehindClose() throws {
        let client = try Fixture { server in
            server.get("/large") { _ in .bytes([UInt8](repeating: 1, count: 1_000_000), contentType: "application/octet-stream") }
        }.client()
        client.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + Self.get)
        for _ in 0..<20 { client.send(Self.get) }
        #expect(try client.readReply().body.count == 1_000_000)
        #expect(client.isAtEnd())
    }

    @Test("many small requests for large answers are taken up only as the answers leave, and all are answered")
    func backPressure() throws {
        let client = try Fixture { server in
            server.limits.connection.maxQueuedBytes = 3_000_000
            server.get("/large") { _ in .bytes([UInt8](repeating: 1, count: 1_000_000), contentType: "application/octet-stream") }
        }.client()
        for _ in 0..<50 { client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n") }
        for _ in 0..<50 { #expect(try client.readReply().body.count == 1_000_000) }
    }

    @Test("messages that call for large answers are taken up only as the answers leave")
    func webSocketBackPressure() throws {
        let client = try Fixture { server in
            server.limits.connection.maxQueuedBytes = 3_000_000
            server.webSocket("/large") { socket in socket.onMessage { _ in socket.send([UInt8](repeating: 1, count: 1_000_000)) } }
        }.client()
        #expect(try client.upgrade("/large").status == 101)
        client.send((0..<50).flatMap { _ in RawClient.frame(1, [97]) })
        for _ in 0..<50 { #expect(client.readFrame()?.payload.count == 1_000_000) }
    }

    @Test("a handshake that has a body is refused at its head, before the body")
    func handshakeWithBody() throws {
        let reply = try Fixture().client().upgrade("/socket", [("Content-Length", "41")])
        #expect(reply.status == 400)
    }

    @Test("a stopping server answers a request that comes on an idle connection at that moment")
    func stopLosesNothing() async throws {
        let fixture = try Fixture()
        let client = try fixture.client()
        #expect(try client.request("GET", "/hello").status == 200)
        let running = fixture.running
        async let stopped: Void = running.stop()
        try await Task.sleep(for: .milliseconds(50))
        let reply = try client.request("GET", "/hello")
        #expect(reply.text == "Hello, World!")
        #expect(reply["connection"] == "close")
        _ = consume client
        await stopped
    }
}

@Suite struct FallbackTests {
    private func fixture() throws -> Fixture {
        try Fixture { server in
            server.fallback { .text("\($0.method.rawValue) \($0.target)") }
            server.fallbackWebSocket(subprotocols: ["chat"]) { socket in socket.onMessage { socket.send($0) } }
        }
    }

    @Test("answers any method and target that nothing else serves", arguments: ["GET /a?b", "BREW /pot", "OPTIONS *", "CONNECT a:1"])
    func anything(request: String) throws {
        let client = try fixture().client()
        client.send("\(request) HTTP/1.1\r\nHost: \(request.hasPrefix("C") ? "a:1" : "a")\r\n\r\n")
        #expect(try client.readReply().text == request)
    }

    @Test("leaves routes alone, and methods that a route does not answer")
    func routes() throws {
        let client = try fixture().client()
        #expect(try client.request("GET", "/hello").text == "Hello, World!")
        #expect(try client.request("DELETE", "/hello").status == 405)
    }

    @Test("accepts WebSockets at any path, and without a plain handler asks others to upgrade")
    func webSockets() throws {
        let client = try fixture().client()
        #expect(try client.upgrade("/any/where", [("Sec-WebSocket-Protocol", "chat")])["sec-websocket-protocol"] == "chat")
        client.sendFrame(1, Array("hi".utf8))
        #expect(client.readText() == "hi")
        let only = try Fixture { $0.fallbackWebSocket { _ in } }
        #expect(try only.client().request("GET", "/any").status == 426)
        #expect(try only.client().request("POST", "/any").status == 405)
    }

    @Test("may answer later")
    func asynchronous() throws {
        let fixture = try Fixture { server in
            server.fallback { request async in
                try? await Task.sleep(for: .milliseconds(2))
                return .text(request.path)
            }
        }
        #expect(try fixture.client().request("GET", "/some").text == "/some")
    }
}
