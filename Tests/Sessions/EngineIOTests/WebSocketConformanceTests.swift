import TestClient
import Testing
import WayleaveEngineIO

extension WireTests {
    /// Engine.IO v4's own suite, WebSocket and upgrade: tests 5–7, 14–16, 19, 20, 22–25.
    @Suite("Engine.IO over WebSocket")
    struct WebSockets {
        /// Opens a session that begins with WebSocket.
        private func open(_ client: EngineClient, _ extra: String = "") throws -> EngineWebSocket {
            let socket = try client.webSocket("EIO=4&transport=websocket" + extra)
            guard case .text(let packet) = socket.receive(), packet.hasPrefix("0{\"sid\":\"") else {
                throw EngineClient.Failed(operation: "no open packet")
            }
            return socket
        }

        /// Opens a session by polling and upgrades it.
        private func upgrade(_ client: EngineClient) throws -> (sid: String, socket: EngineWebSocket) {
            let sid = try client.open()
            let socket = try client.webSocket(client.session(sid, transport: "websocket"))
            socket.send("2probe")
            #expect(socket.receive() == .text("3probe"))
            socket.send("5")
            return (sid, socket)
        }

        @Test("5 a session opens and offers no upgrades")
        func handshake() async throws {
            try await EngineServer.run { _, client in
                let socket = try client.webSocket()
                guard case .text(let packet) = socket.receive() else {
                    Issue.record("no open packet")
                    return
                }
                let sid = EngineClient.sid(of: packet)
                #expect(
                    packet == "0{\"sid\":\"\(sid)\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000}")
            }
        }

        @Test(
            "6, 7 bad handshakes are refused before the handshake completes",
            arguments: [
                ("EIO=abc&transport=websocket", "Unsupported protocol version"), ("transport=websocket", "Unsupported protocol version"),
                ("EIO=4&transport=abc", "Transport unknown"), ("EIO=4", "Transport unknown"),
                ("EIO=4&transport=websocket&sid=nope", "Session ID unknown"), ("EIO=4&transport=polling", "Bad request"),
            ])
        func refused(query: String, message: String) async throws {
            try await EngineServer.run { _, client in
                do {
                    _ = try client.webSocket(query)
                    Issue.record("accepted")
                } catch let refusal as EngineWebSocket.Refused {
                    #expect(refusal.status == 400)
                    #expect(refusal.text == message)
                }
            }
        }

        @Test("14, 15 text and binary packets come back")
        func echo() async throws {
            try await EngineServer.run { _, client in
                let socket = try open(client)
                socket.send("4hello €")
                #expect(socket.receiveMessage() == .text("4hello €"))
                socket.send([1, 2, 3])
                #expect(socket.receiveMessage() == .binary([1, 2, 3]))
                for count in [125, 126, 65_535, 65_536, 200_000] {
                    let text = "4" + String(repeating: "x", count: count)
                    socket.send(text)
                    #expect(socket.receiveMessage() == .text(text))
                }
            }
        }

        @Test("16 an invalid packet closes the socket without a code", arguments: ["abc", "", "2", "0", "b!"])
        func invalid(packet: String) async throws {
            try await EngineServer.run { server, client in
                let socket = try open(client)
                socket.send(packet)
                #expect(socket.receive() == .close(nil))
                #expect(server.eventually { server.reasons.count == 1 && server.engine.directory.count == 0 })
            }
        }

        @Test("19 pings come as long as pongs follow")
        func heartbeat() async throws {
            try await EngineServer.run { _, client in
                let socket = try open(client)
                for _ in 0..<3 {
                    #expect(socket.receive() == .text("2"))
                    socket.send("3")
                }
            }
        }

        @Test("20 without pongs the socket is closed")
        func timeout() async throws {
            try await EngineServer.run { server, client in
                let socket = try open(client)
                #expect(socket.receive() == .text("2"))
                #expect(socket.receive() == .close(nil))
                #expect(server.eventually { server.reasons == [.pingTimeout] })
            }
        }

        @Test("22 a close packet closes the socket at once")
        func close() async throws {
            try await EngineServer.run { server, client in
                let socket = try open(client)
                let start = ContinuousClock().now
                socket.send("1")
                #expect(socket.receive() == .close(nil))
                #expect(ContinuousClock().now - start < .milliseconds(100))
                #expect(server.eventually { server.reasons == [.transportClose] })
            }
        }

        @Test("23 an upgrade: the poll after the probe ends with a noop at once, then the socket carries the session")
        func upgrade() async throws {
            try await EngineServer.run { server, client in
                let sid = try client.open()
                let socket = try client.webSocket(client.session(sid, transport: "websocket"))
                socket.send("2probe")
                #expect(socket.receive() == .text("3probe"))
                let start = ContinuousClock().now
                #expect(try client.get(sid).text == "6")
                #expect(ContinuousClock().now - start < .milliseconds(50))
                socket.send("5")
                socket.send("4hello")
                #expect(socket.receive() == .text("4hello"))
                #expect(server.upgrades == ["websocket"])
            }
        }

        @Test("a poll that is pending when the probe arrives ends with a noop")
        func pendingPoll() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                let poll = try client.beginGet(sid)
                pause(milliseconds: 20)
                let socket = try client.webSocket(client.session(sid, transport: "websocket"))
                socket.send("2probe")
                #expect(socket.receive() == .text("3probe"))
                #expect(try poll.readReply().text == "6")
            }
        }

        @Test("messages sent during the upgrade arrive once and in order")
        func meanwhile() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                let socket = try client.webSocket(client.session(sid, transport: "websocket"))
                _ = try client.post(sid, "4before")
                socket.send("2probe")
                #expect(socket.receive() == .text("3probe"))
                _ = try client.post(sid, "4during\u{1e}bAQ==")
                socket.send("5")
                socket.send("4after")
                for frame in [EngineWebSocket.Frame.text("4before"), .text("4during"), .binary([1]), .text("4after")] {
                    #expect(socket.receive() == frame)
                }
            }
        }

        @Test("24 after the upgrade HTTP requests are refused and the socket goes on")
        func requestsAfterwards() async throws {
            try await EngineServer.run { _, client in
                let (sid, socket) = try upgrade(client)
                socket.send("4first")
                #expect(socket.receive() == .text("4first"))
                #expect(try client.get(sid).status == 400)
                #expect(try client.post(sid, "4x").status == 400)
                socket.send("4hello")
                #expect(socket.receive() == .text("4hello"))
            }
        }

        @Test("25 a second WebSocket is closed and the first goes on")
        func secondSocket() async throws {
            try await EngineServer.run { _, client in
                let (sid, socket) = try upgrade(client)
                let second = try client.webSocket(client.session(sid, transport: "websocket"))
                #expect(second.receive() == .close(nil))
                socket.send("4hello")
                #expect(socket.receive() == .text("4hello"))
            }
        }

        @Test("an upgrade that is not completed is dropped in time, and polling goes on")
        func upgradeTimeout() async throws {
            try await EngineServer.run(
                .suite {
                    $0.upgradeTimeout = .milliseconds(100)
                    $0.pingInterval = .seconds(5)
                }
            ) { _, client in
                let sid = try client.open()
                let socket = try client.webSocket(client.session(sid, transport: "websocket"))
                socket.send("2probe")
                #expect(socket.receive() == .text("3probe"))
                #expect(socket.receive() == .close(nil))
                _ = try client.post(sid, "4still here")
                #expect(try client.get(sid).text == "4still here")
            }
        }

        @Test("a lost connection ends the session, as a close frame does")
        func lost() async throws {
            try await EngineServer.run { server, client in
                var socket: EngineWebSocket? = try open(client)
                socket?.sendClose()
                #expect(socket?.receive() == .close(nil))
                socket = nil
                #expect(server.eventually { server.reasons == [.transportClose] })
                socket = try open(client)
                socket = nil
                #expect(server.eventually { server.reasons == [.transportClose, .transportClose] })
                #expect(server.engine.directory.count == 0)
            }
        }

        @Test("too large a message closes with 1009, one of exactly the limit passes")
        func limit() async throws {
            try await EngineServer.run(.suite { $0.maxHttpBufferSize = 1000 }) { _, client in
                let socket = try open(client)
                let text = "4" + String(repeating: "x", count: 999)
                socket.send(text)
                #expect(socket.receive() == .text(text))
                socket.send(text + "x")
                #expect(socket.receive() == .close(1009))
            }
        }

        @Test("b64=1: binary travels as base64 text, and base64 text is understood")
        func base64() async throws {
            try await EngineServer.run { _, client in
                let socket = try open(client, "&b64=1")
                socket.send([1, 2, 3, 4])
                #expect(socket.receive() == .text("bAQIDBA=="))
                socket.send("bAQIDBA==")
                #expect(socket.receive() == .text("bAQIDBA=="))
            }
        }
    }
}
