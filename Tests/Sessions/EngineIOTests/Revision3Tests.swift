import Synchronization
import TestClient
import Testing
import WayleaveEngineIO
import WayleaveServer

extension WireTests {
    /// What the official suite of Engine.IO v3 asks for, and what it does not.
    @Suite("Engine.IO revision 3")
    struct Revision3 {
        private func serve(
            initialPacket: EngineInitialPacket? = nil, _ body: (EngineServer, EngineClient) throws -> Void
        ) async throws {
            let options = EngineIOOptions.suite {
                $0.allowEIO3 = true
                $0.initialPacket = initialPacket
            }
            try await EngineServer.run(options) { server, client in
                var client = client
                client.version = 3
                try body(server, client)
            }
        }

        @Test("a session opens with a counted packet; upgrades are offered to polling, not to WebSocket")
        func open() async throws {
            try await serve { _, client in
                let handshake = try client.request("GET", "EIO=3&transport=polling")
                let parts = handshake.text.split(separator: ":", maxSplits: 1)
                #expect(Int(parts[0]) == parts[1].utf16.count)
                #expect(parts[1].hasPrefix(#"0{"sid":""#))
                #expect(parts[1].contains(#""upgrades":["websocket"],"pingInterval":300,"pingTimeout":200"#))
                #expect(handshake["content-type"] == "text/plain; charset=UTF-8")
                guard case .text(let open) = try client.webSocket("EIO=3&transport=websocket").receive() else {
                    throw EngineClient.Failed(operation: "open")
                }
                #expect(open.hasPrefix("0{") && open.contains(#""upgrades":[]"#))
            }
        }

        @Test("a revision that is missing or unknown counts as 3; one of 4 stays one of 4", arguments: ["", "EIO=&", "EIO=2&", "EIO=abc&"])
        func revisions(query: String) async throws {
            try await serve { _, client in
                let handshake = try client.request("GET", query + "transport=polling")
                #expect(handshake.text.contains(":0{"))
                #expect(try client.request("GET", "EIO=4&transport=polling").text.hasPrefix("0{"))
            }
        }

        @Test("text comes back counted; several packets in one response")
        func text() async throws {
            try await serve { _, client in
                let sid = try client.open("&b64=1")
                let post = try client.post(sid, "6:4hello")
                #expect(post.status == 200 && post.text == "ok")
                #expect(try client.get(sid).text == "6:4hello")
                _ = try client.post(sid, "6:4test12:4€3:4😀")
                #expect(try client.get(sid).text == "6:4test12:4€3:4😀")
            }
        }

        @Test("binary comes back as base64 to clients that ask for it, as bytes to others, whichever form it came in")
        func binary() async throws {
            try await serve { _, client in
                let textual = try client.open("&b64=1")
                _ = try client.post(textual, "6:4hello10:b4AQIDBA==")
                #expect(try client.get(textual).text == "6:4hello10:b4AQIDBA==")

                let sid = try client.open()
                let bytes: [UInt8] = [0, 6, 255, 52, 104, 101, 108, 108, 111, 1, 5, 255, 4, 1, 2, 3, 4]
                _ = try client.post(sid, "6:4hello10:b4AQIDBA==")
                let reply = try client.get(sid)
                #expect(reply["content-type"] == "application/octet-stream")
                #expect(reply.body == bytes)
                let post = try client.request(
                    "POST", client.session(sid), body: bytes, headers: [("Content-Type", "application/octet-stream")])
                #expect(post.text == "ok")
                #expect(try client.get(sid).body == bytes)
                _ = try client.post(sid, "2:4a")
                #expect(try client.get(sid).text == "2:4a")
            }
        }

        @Test("an invalid payload ends the session, in either form", arguments: ["abc", "5:4hello", "1:9"])
        func invalid(payload: String) async throws {
            try await serve { server, client in
                let sid = try client.open()
                #expect(try client.post(sid, payload).text == "ok")
                #expect(try client.get(sid).status == 400)
                let other = try client.open()
                _ = try client.request(
                    "POST", client.session(other), body: Array(payload.utf8), headers: [("Content-Type", "application/octet-stream")])
                #expect(try client.get(other).status == 400)
                #expect(server.eventually { server.reasons == [.parseError, .parseError] })
            }
        }

        @Test("the client's pings are answered; without them the session ends after interval and timeout")
        func heartbeat() async throws {
            try await serve { server, client in
                let sid = try client.open()
                for _ in 0..<3 {
                    #expect(try client.post(sid, "1:2").text == "ok")
                    #expect(try client.get(sid).text == "1:3")
                    pause(milliseconds: 250)
                }
                pause(milliseconds: 260)
                #expect(try client.post(sid, "1:2").status == 400)
                #expect(server.eventually { server.reasons == [.pingTimeout] })
            }
        }

        @Test("over WebSocket likewise")
        func webSocketHeartbeat() async throws {
            try await serve { server, client in
                let socket = try client.webSocket("EIO=3&transport=websocket")
                _ = socket.receive()
                for _ in 0..<3 {
                    socket.send("2")
                    #expect(socket.receive() == .text("3"))
                }
                #expect(socket.receive() == .close(nil))
                #expect(server.eventually { server.reasons == [.pingTimeout] })
            }
        }

        @Test("many pings that nobody polls for are answered by one pong")
        func pingFlood() async throws {
            try await serve { _, client in
                let sid = try client.open()
                for _ in 0..<3 { _ = try client.post(sid, String(repeating: "1:2", count: 10_000)) }
                #expect(try client.get(sid).text == "1:3")
            }
        }

        @Test("a pong from such a client, and a ping from one of revision 4, end the session", arguments: [3, 4])
        func wrongDirection(version: Int) async throws {
            try await serve { server, client in
                var client = client
                client.version = version
                let sid = try client.open()
                _ = try client.post(sid, version == 3 ? "1:3" : "2")
                #expect(try client.get(sid).status == 400)
                #expect(server.eventually { server.reasons == [.transportError] })
            }
        }

        @Test("over WebSocket binary frames begin with the type as a number; base64 text is understood and, if asked for, spoken")
        func webSocketBinary() async throws {
            try await serve { server, client in
                let socket = try client.webSocket("EIO=3&transport=websocket")
                _ = socket.receive()
                socket.send([4, 1, 2, 3, 4])
                #expect(socket.receive() == .binary([4, 1, 2, 3, 4]))
                socket.send("b4AQIDBA==")
                #expect(socket.receive() == .binary([4, 1, 2, 3, 4]))
                socket.send("4hello")
                #expect(socket.receive() == .text("4hello"))
                let textual = try client.webSocket("EIO=3&transport=websocket&b64=1")
                _ = textual.receive()
                textual.send([4, 1, 2, 3, 4])
                #expect(textual.receive() == .text("b4AQIDBA=="))
                socket.send([9, 1])
                #expect(socket.receive() == .close(nil))
                #expect(server.eventually { server.reasons == [.parseError] })
            }
        }

        @Test("a close packet ends a pending poll with a noop, a WebSocket with a close frame")
        func close() async throws {
            try await serve { _, client in
                let sid = try client.open()
                let poll = try client.beginGet(sid)
                pause(milliseconds: 20)
                _ = try client.post(sid, "1:1")
                #expect(try poll.readReply().text == "1:6")
                #expect(try client.get(sid).status == 400)
                let socket = try client.webSocket("EIO=3&transport=websocket")
                _ = socket.receive()
                socket.send("1")
                #expect(socket.receive() == .close(nil))
            }
        }

        @Test("an upgrade moves the session, with a pong and messages that waited")
        func upgrade() async throws {
            try await serve { server, client in
                let sid = try client.open()
                let socket = try client.webSocket("EIO=3&transport=websocket&sid=\(sid)")
                socket.send("2probe")
                #expect(socket.receive() == .text("3probe"))
                #expect(try client.get(sid).text == "1:6")
                _ = try client.post(sid, "1:25:4late")
                socket.send("5")
                #expect(socket.receive() == .text("3"))
                #expect(socket.receive() == .text("4late"))
                socket.send([4, 1])
                #expect(socket.receive() == .binary([4, 1]))
                #expect(try client.get(sid).status == 400)
                let second = try client.webSocket("EIO=3&transport=websocket&sid=\(sid)")
                #expect(second.receive() == .close(nil))
                socket.send("4on")
                #expect(socket.receive() == .text("4on"))
                #expect(server.upgrades == ["websocket"])
            }
        }

        @Test("JSONP is refused: any page could read a session by it")
        func jsonp() async throws {
            let errors = Mutex<[EngineConnectionError]>([])
            try await serve { server, client in
                server.engine.onConnectionError { error in errors.withLock { $0.append(error) } }
                let reply = try client.request("GET", "EIO=3&transport=polling&j=0")
                #expect(reply.status == 400)
                #expect(reply.text == #"{"code":3,"message":"Bad request"}"#)
                #expect(server.engine.clientsCount == 0)
            }
            #expect(errors.withLock { $0.first?.context.description.contains("JSONP") } == true)
        }

        @Test("an initial packet and the server's farewell are counted too")
        func counted() async throws {
            try await serve(initialPacket: .text("faster!")) { _, client in
                let handshake = try client.request("GET", "EIO=3&transport=polling")
                #expect(handshake.text.hasSuffix("}8:4faster!"))
            }
            try await serve(initialPacket: .binary([7])) { _, client in
                let handshake = try client.request("GET", "EIO=3&transport=polling")
                #expect(handshake.body.first == 0)
                #expect(handshake.body.suffix(5) == [1, 2, 255, 4, 7])
                #expect(try client.request("GET", "EIO=3&transport=polling&b64=1").text.hasSuffix("}6:b4Bw=="))
            }
        }
    }
}
