import Synchronization
import TestClient
import Testing
import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveServer

extension WireTests {
    /// What the reference's own tests see from outside, and no other suite here does.
    @Suite("Engine.IO as the reference's tests see it")
    struct Reference {
        private static let calm: @Sendable (inout EngineIOOptions) -> Void = { $0.pingInterval = .seconds(10) }

        @Test("text of any script comes back over both transports")
        func scripts() async throws {
            let text = "Été 汉字 가나다 🦊 \u{2028}\u{0}"
            try await EngineServer.run(.suite(Self.calm)) { _, client in
                let sid = try client.open()
                _ = try client.post(sid, "4" + text)
                #expect(try client.get(sid).text == "4" + text)
                let socket = try client.webSocket()
                _ = socket.receive()
                socket.send("4" + text)
                #expect(socket.receive() == .text("4" + text))
            }
        }

        @Test("requests that close their connection do not close the session")
        func connectionClose() async throws {
            try await EngineServer.run(.suite(Self.calm)) { server, client in
                let close = [("Connection", "close")]
                let handshake = try client.request("GET", "EIO=4&transport=polling", headers: close)
                let sid = EngineClient.sid(of: handshake.text)
                #expect(try client.request("POST", client.session(sid), body: Array("4a".utf8), headers: close).text == "ok")
                #expect(try client.request("GET", client.session(sid), headers: close).text == "4a")
                #expect(server.engine.clientsCount == 1)
            }
        }

        @Test("a close packet behind messages, in one payload, ends the session after them")
        func closeInPayload() async throws {
            let seen = Mutex<[String]>([])
            final class Noting: EngineSessionHandler {
                let note: (String) -> Void
                init(_ note: @escaping (String) -> Void) { self.note = note }
                func received(text: RawSpan) { note(text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }) }
                func received(binary: RawSpan) {}
                func upgraded(to transport: String) {}
                func closed(_ reason: EngineCloseReason) { note(reason.rawValue) }
            }
            let makeHandler: @Sendable (EngineSession) -> any EngineSessionHandler = { _ in
                Noting { line in seen.withLock { $0.append(line) } }
            }
            try await EngineServer.run(.suite(Self.calm), handler: makeHandler) { _, client in
                let sid = try client.open()
                #expect(try client.post(sid, "4a\u{1e}4b\u{1e}1\u{1e}4c").text == "ok")
                #expect(try client.get(sid).status == 400)
            }
            #expect(seen.withLock { $0 } == ["a", "b", "transport close"])
        }

        @Test("a session that ends closes the WebSocket that was to take over")
        func candidateOfEndedSession() async throws {
            try await EngineServer.run(.suite(Self.calm)) { _, client in
                let sid = try client.open()
                let socket = try client.webSocket(client.session(sid, transport: "websocket"))
                socket.send("2probe")
                #expect(socket.receive() == .text("3probe"))
                _ = try client.post(sid, "1")
                #expect(socket.receive() == .close(nil))
            }
        }

        @Test("without a poll the ping still has to be answered")
        func pingWithoutPoll() async throws {
            try await EngineServer.run { server, client in
                _ = try client.open()
                #expect(server.eventually { server.reasons == [.pingTimeout] })
                #expect(server.engine.clientsCount == 0)
            }
        }

        @Test("an upgraded session does not end for what was due on the old transport")
        func noTimeoutAfterUpgrade() async throws {
            try await EngineServer.run(.suite { $0.upgradeTimeout = .milliseconds(50) }) { server, client in
                let sid = try client.open()
                let socket = try client.webSocket(client.session(sid, transport: "websocket"))
                socket.send("2probe")
                _ = socket.receive()
                socket.send("5")
                for _ in 0..<3 {
                    #expect(socket.receive() == .text("2"))
                    socket.send("3")
                }
                #expect(server.reasons.isEmpty)
            }
        }

        @Test("an upgrade on a path that nobody serves is refused at once")
        func foreignUpgrade() async throws {
            try await EngineServer.run { _, client in
                let start = ContinuousClock().now
                let reply = try RawClient(port: client.port).upgrade("/nothing")
                #expect(reply.status == 404)
                #expect(ContinuousClock().now - start < .milliseconds(500))
            }
        }

        @Test("a session knows its client's address and header fields, over both transports")
        func handshakeRequest() async throws {
            final class Telling: EngineSessionHandler {
                init(_ session: EngineSession) {
                    let request = session.handshakeRequest
                    let line = "\(request.remoteAddress?.host ?? "none") \(request.headers["x-extra"] ?? "none") \(session.transportName)"
                    Array(line.utf8).withUnsafeBytes { session.send(text: $0) }
                }
                func received(text: RawSpan) {}
                func received(binary: RawSpan) {}
                func upgraded(to transport: String) {}
                func closed(_ reason: EngineCloseReason) {}
            }
            try await EngineServer.run(.suite(Self.calm), handler: Telling.init) { _, client in
                let extra = [("X-Extra", "1")]
                let handshake = try client.request("GET", "EIO=4&transport=polling", headers: extra)
                #expect(try client.get(EngineClient.sid(of: handshake.text)).text == "4127.0.0.1 1 polling")
                let socket = try client.webSocket(headers: extra)
                _ = socket.receive()
                #expect(socket.receive() == .text("4127.0.0.1 1 websocket"))
            }
        }

        @Test("an empty sid begins a session, as no sid does")
        func emptySID() async throws {
            try await EngineServer.run { _, client in
                let reply = try client.request("GET", "EIO=4&transport=polling&sid=")
                #expect(reply.text.hasPrefix("0{"))
            }
        }

        @Test("a POST that breaks off is as if it had not been sent")
        func abortedPost() async throws {
            try await EngineServer.run(.suite(Self.calm)) { server, client in
                let sid = try client.open()
                var raw: RawClient? = try RawClient(port: client.port)
                raw?.send("POST \(client.path)?\(client.session(sid)) HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n4half")
                raw = nil
                pause(milliseconds: 20)
                _ = try client.post(sid, "4a")
                #expect(try client.get(sid).text == "4a")
                #expect(server.reasons.isEmpty)
            }
        }
    }
}
