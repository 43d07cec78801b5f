import Synchronization
import TestClient
import Testing
import WayleaveEngineIO
import WayleaveServer

extension WireTests {
    /// Clients that mean harm, or have lost their minds: each ends in a documented way, holds bounded memory, and disturbs nobody.
    @Suite("Engine.IO, hostile clients")
    struct Hostile {
        private static let calm: @Sendable (inout EngineIOOptions) -> Void = {
            $0.pingInterval = .seconds(10)
            $0.pingTimeout = .seconds(10)
        }

        /// A session that must go on as if nothing had happened.
        private func expectUnharmed(_ client: EngineClient, _ sid: String) throws {
            #expect(try client.post(sid, "4still here").text == "ok")
            #expect(try client.get(sid).text == "4still here")
        }

        @Test("10,000 tiny packets in one POST come back, 16 a poll, in order")
        func manyTinyPackets() async throws {
            try await EngineServer.run(.suite(Self.calm)) { _, client in
                let sid = try client.open()
                let connection = try RawClient(port: client.port)
                let packets = (0..<10_000).map { "4\($0)" }
                let post = try connection.request(
                    "POST", client.path + "?" + client.session(sid), body: packets.joined(separator: "\u{1e}"))
                #expect(post.text == "ok")
                var received: [Substring] = []
                while received.count < packets.count {
                    let reply = try connection.request("GET", client.path + "?" + client.session(sid))
                    try #require(reply.status == 200)
                    let batch = reply.text.split(separator: "\u{1e}")
                    #expect(batch.count <= 16)
                    received += batch
                }
                #expect(received.elementsEqual(packets) { $0 == $1 })
            }
        }

        @Test("what such a client never fetches is bounded, tiny packets by what they really take", arguments: [3, 4])
        func neverPolling(version: Int) async throws {
            let options = EngineIOOptions.suite {
                Self.calm(&$0)
                $0.allowEIO3 = true
                $0.maxQueuedBytes = 100_000
            }
            try await EngineServer.run(options) { server, client in
                let bystander = try client.open()
                var hostile = client
                hostile.version = version
                let sid = try hostile.open()
                // 1,000 empty messages take about 160 bytes each.
                let messages = Array(repeating: version == 3 ? "1:4" : "4", count: 1_000)
                let body = messages.joined(separator: version == 3 ? "" : "\u{1e}")
                #expect(try hostile.post(sid, body).text == "ok")
                #expect(try hostile.get(sid).status == 400)
                #expect(server.eventually { server.reasons == [.transportError] })
                try expectUnharmed(client, bystander)
            }
        }

        @Test("separators without packets, and a million of them, end the session at the first")
        func separators() async throws {
            try await EngineServer.run(.suite(Self.calm)) { server, client in
                let bystander = try client.open()
                for body in ["\u{1e}", String(repeating: "\u{1e}", count: 999_999), "4a\u{1e}\u{1e}4b"] {
                    let sid = try client.open()
                    #expect(try client.post(sid, body).text == "ok")
                    #expect(try client.get(sid).status == 400)
                }
                #expect(server.eventually { server.reasons == [.parseError, .parseError, .parseError] })
                try expectUnharmed(client, bystander)
            }
        }

        @Test("frames that follow a handshake which is still being judged wait, and arrive in order when it is through")
        func floodBeforeHandshake() async throws {
            let slow: AllowRequest = .async { _ in
                try await Task.sleep(for: .milliseconds(100))
                return .allow
            }
            try await EngineServer.run(
                .suite {
                    Self.calm(&$0)
                    $0.allowRequest = slow
                }
            ) { server, client in
                let raw = try RawClient(port: client.port)
                let handshake =
                    "GET \(client.path)?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                raw.send(Array(handshake.utf8) + (0..<1_000).flatMap { RawClient.frame(1, Array("4\($0)".utf8)) })
                #expect(server.engine.clientsCount == 0)
                #expect(raw.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101"))
                #expect(raw.readText()?.hasPrefix("0{") == true)
                #expect((0..<1_000).allSatisfy { raw.readText() == "4\($0)" })
            }
        }

        @Test("bytes that are no frames, behind a handshake, end that connection and nothing else", arguments: [false, true])
        func garbageBehindHandshake(isUpgrade: Bool) async throws {
            try await EngineServer.run(.suite(Self.calm)) { server, client in
                let sid = try client.open()
                let query = isUpgrade ? client.session(sid, transport: "websocket") : "EIO=4&transport=websocket"
                let raw = try RawClient(port: client.port)
                raw.send(
                    "GET \(client.path)?\(query) HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\u{1}\u{2}\u{3}\u{4}\u{5}")
                #expect(raw.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 101"))
                var last = raw.readFrame()
                if !isUpgrade { last = raw.readFrame() }
                #expect(last?.opcode == 8)
                #expect(server.eventually { server.engine.clientsCount == 1 })
                try expectUnharmed(client, sid)
            }
        }

        @Test("a POST while another waits for its answer ends the session: 400, and the first is answered")
        func overlappingPosts() async throws {
            final class Pausing: EngineSessionHandler {
                let session: EngineSession
                init(_ session: EngineSession) { self.session = session }
                func received(text: RawSpan) { session.pauseReading() }
                func received(binary: RawSpan) {}
                func upgraded(to transport: String) {}
                func closed(_ reason: EngineCloseReason) {}
            }
            try await EngineServer.run(.suite(Self.calm), handler: Pausing.init) { server, client in
                let sid = try client.open()
                let first = try client.begin("POST", client.session(sid), body: Array("4a".utf8))
                pause(milliseconds: 20)
                #expect(try client.post(sid, "4b").status == 400)
                #expect(try first.readReply().text == "ok")
                #expect(try client.get(sid).status == 400)
                #expect(server.eventually { server.engine.clientsCount == 0 })
            }
        }

        @Test("two upgrades at once: the second is closed, the first goes on; and a hundred that come to nothing harm nobody")
        func doubleUpgrades() async throws {
            try await EngineServer.run(.suite(Self.calm)) { server, client in
                let sid = try client.open()
                let query = client.session(sid, transport: "websocket")
                for number in 0..<100 {
                    let socket = try client.webSocket(query)
                    // They end in all the ways there are.
                    switch number % 4 {
                    case 0: socket.send("abc")
                    case 1: socket.sendClose()
                    case 2:
                        socket.send("2probe")
                        socket.send("4early")
                    default: socket.send([1, 2, 3])
                    }
                    while case .text = socket.receive() {}
                }
                try expectUnharmed(client, sid)
                let first = try client.webSocket(query)
                #expect(try client.webSocket(query).receive() == .close(nil))
                first.send("2probe")
                #expect(first.receive() == .text("3probe"))
                #expect(try client.webSocket(query).receive() == .close(nil))
                first.send("5")
                first.send("4on")
                #expect(first.receive() == .text("4on"))
                #expect(server.engine.clientsCount == 1)
            }
        }

        @Test("a probe that vanishes leaves polling as it was, with what was sent meanwhile")
        func vanishingProbe() async throws {
            try await EngineServer.run(.suite(Self.calm)) { _, client in
                let sid = try client.open()
                var socket: EngineWebSocket? = try client.webSocket(client.session(sid, transport: "websocket"))
                socket?.send("2probe")
                #expect(socket?.receive() == .text("3probe"))
                #expect(try client.get(sid).text == "6")
                #expect(try client.post(sid, "4kept").text == "ok")
                socket = nil
                // Until the server has noticed, polls end at once.
                var reply = try client.get(sid).text
                while reply == "6" { reply = try client.get(sid).text }
                #expect(reply == "4kept")
            }
        }

        @Test("clients that vanish at any moment are forgotten, and others do not notice")
        func vanishing() async throws {
            try await EngineServer.run(.suite { $0.upgradeTimeout = .milliseconds(100) }) { server, client in
                for _ in 0..<20 {
                    _ = try client.begin("GET", "EIO=4&transport=polling")
                    let sid = try client.open()
                    _ = try client.beginGet(sid)
                    let posting = try client.open()
                    let post = try RawClient(port: client.port)
                    post.send("POST \(client.path)?\(client.session(posting)) HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n4half")
                    let raw = try RawClient(port: client.port)
                    raw.send("GET \(client.path)?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upg")
                    _ = try client.webSocket()
                    _ = try client.webSocket(client.session(posting, transport: "websocket"))
                }
                #expect(server.engine.clientsCount <= 100)
                let clock = ContinuousClock()
                let deadline = clock.now + .seconds(3)
                while server.engine.clientsCount > 0, clock.now < deadline { pause(milliseconds: 5) }
                #expect(server.engine.clientsCount == 0)
                #expect(try client.post(try client.open(), "4a").text == "ok")
            }
        }

        @Test("a session's id is of no use for another transport than its own, nor after its end")
        func wrongTransport() async throws {
            try await EngineServer.run(.suite(Self.calm)) { _, client in
                let socket = try client.webSocket()
                guard case .text(let open) = socket.receive() else { throw EngineClient.Failed(operation: "open") }
                let sid = EngineClient.sid(of: open)
                #expect(try client.get(sid).status == 400)
                #expect(try client.post(sid, "4a").status == 400)
                #expect(try client.webSocket(client.session(sid, transport: "websocket")).receive() == .close(nil))
                socket.send("4mine")
                #expect(socket.receive() == .text("4mine"))
                socket.send("1")
                #expect(socket.receive() == .close(nil))
                #expect(try client.get(sid).text == #"{"code":1,"message":"Session ID unknown"}"#)
            }
        }

        @Test("no more sessions begin than were set, whatever connections there are; those there are go on")
        func maxSessions() async throws {
            try await EngineServer.run(
                .suite {
                    Self.calm(&$0)
                    $0.maxSessions = 10
                }
            ) { server, client in
                let connection = try RawClient(port: client.port)
                var ids: [String] = []
                for number in 0..<20 {
                    let reply = try connection.request("GET", client.path + "?EIO=4&transport=polling")
                    #expect(reply.status == (number < 10 ? 200 : 503))
                    if reply.status == 200 { ids.append(EngineClient.sid(of: reply.text)) } else { #expect(reply["retry-after"] == "5") }
                }
                #expect(try client.upgrade().status == 503)
                try expectUnharmed(client, ids[0])
                _ = try client.post(ids[0], "1")
                #expect(server.engine.clientsCount == 9)
                ids[0] = try client.open()
            }
        }
    }
}
