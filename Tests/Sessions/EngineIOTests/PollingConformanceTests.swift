import TestClient
import Testing
import WayleaveEngineIO

extension WireTests {
    /// Engine.IO v4's own suite, polling: tests 1–4, 8–13, 17, 18, 21; and the reference's answers.
    @Suite("Engine.IO over HTTP")
    struct Polling {
        @Test("1 a session opens with exactly the five announcements")
        func open() async throws {
            try await EngineServer.run { _, client in
                let response = try client.request("GET", "EIO=4&transport=polling")
                let sid = EngineClient.sid(of: response.text)
                #expect(response.status == 200)
                #expect(response["content-type"] == "text/plain; charset=UTF-8")
                #expect(response["cache-control"] == "no-store")
                #expect(sid.utf8.count == 20)
                #expect(
                    response.text
                        == "0{\"sid\":\"\(sid)\",\"upgrades\":[\"websocket\"],\"pingInterval\":300,\"pingTimeout\":200,\"maxPayload\":1000000}"
                )
            }
        }

        @Test(
            "2–4 bad handshakes are refused with the reference's codes",
            arguments: [
                ("GET", "transport=polling", #"{"code":5,"message":"Unsupported protocol version"}"#),
                ("GET", "EIO=abc&transport=polling", #"{"code":5,"message":"Unsupported protocol version"}"#),
                ("GET", "EIO=4", #"{"code":0,"message":"Transport unknown"}"#),
                ("GET", "EIO=4&transport=abc", #"{"code":0,"message":"Transport unknown"}"#),
                ("GET", "EIO=4&transport=__proto__", #"{"code":0,"message":"Transport unknown"}"#),
                ("GET", "EIO=4&transport=polling&sid=nope", #"{"code":1,"message":"Session ID unknown"}"#),
                ("POST", "EIO=4&transport=polling", #"{"code":2,"message":"Bad handshake method"}"#),
                ("PUT", "EIO=4&transport=polling", #"{"code":2,"message":"Bad handshake method"}"#),
                ("GET", "EIO=4&transport=websocket", #"{"code":3,"message":"Bad request"}"#),
            ])
        func refused(method: String, query: String, body: String) async throws {
            try await EngineServer.run { _, client in
                let response = try client.request(method, query, body: method == "GET" ? nil : [])
                #expect(response.status == 400)
                #expect(response["content-type"] == "application/json")
                #expect(response.text == body)
            }
        }

        @Test("8 a text packet is answered ok and comes back")
        func text() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                let answer = try client.post(sid, "4hello €")
                #expect(answer.status == 200)
                #expect(answer.text == "ok")
                #expect(answer["content-type"] == "text/html")
                #expect(try client.get(sid).text == "4hello €")
            }
        }

        @Test("9, 10 several packets, text and binary, come back in one response")
        func several() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                _ = try client.post(sid, "4test1\u{1e}4test2\u{1e}bAQIDBA==")
                #expect(try client.get(sid).text == "4test1\u{1e}4test2\u{1e}bAQIDBA==")
            }
        }

        @Test("a pending poll is answered with all messages of one POST")
        func pendingPoll() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                let poll = try client.beginGet(sid)
                pause(milliseconds: 20)
                _ = try client.post(sid, "4a\u{1e}4b\u{1e}4c")
                #expect(try poll.readReply().text == "4a\u{1e}4b\u{1e}4c")
            }
        }

        @Test("11 an invalid packet ends the session")
        func invalid() async throws {
            try await EngineServer.run { server, client in
                for body in ["abc", "", "2", "0", "b!"] {
                    let sid = try client.open()
                    let answer = try client.post(sid, body)
                    #expect(answer.status == 200)
                    #expect(try client.get(sid).status == 400)
                }
                #expect(server.eventually { server.reasons.count == 5 })
                #expect(server.engine.directory.count == 0)
            }
        }

        @Test("12 overlapping polls end the session: 200 with a close packet, then 400, then 400")
        func duplicate() async throws {
            try await EngineServer.run { server, client in
                let sid = try client.open()
                let first = try client.beginGet(sid)
                pause(milliseconds: 20)
                #expect(try client.get(sid).status == 400)
                let answer = try first.readReply()
                #expect(answer.status == 200)
                #expect(answer.text == "1")
                #expect(try client.get(sid).status == 400)
                #expect(server.eventually { server.reasons == [.transportError] })
            }
        }

        @Test("13 a cancelled poll ends the session")
        func cancelled() async throws {
            try await EngineServer.run { server, client in
                let sid = try client.open()
                var poll: RawClient? = try client.beginGet(sid)
                pause(milliseconds: 20)
                _ = poll
                poll = nil
                pause(milliseconds: 20)
                #expect(try client.get(sid).status == 400)
                #expect(server.eventually { server.reasons == [.transportError] })
            }
        }

        @Test("17 pings come alone, one per interval, as long as pongs follow")
        func heartbeat() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                for _ in 0..<3 {
                    #expect(try client.get(sid).text == "2")
                    #expect(try client.post(sid, "3").status == 200)
                }
            }
        }

        @Test("18 after interval and timeout the session is gone, to the millisecond")
        func timeout() async throws {
            try await EngineServer.run { server, client in
                for _ in 0..<3 {
                    let sid = try client.open()
                    pause(milliseconds: 500)
                    #expect(try client.get(sid).status == 400)
                }
                #expect(server.eventually { server.reasons == [.pingTimeout, .pingTimeout, .pingTimeout] })
            }
        }

        @Test("21 a close packet ends a pending poll with a noop")
        func close() async throws {
            try await EngineServer.run { server, client in
                let sid = try client.open()
                let poll = try client.beginGet(sid)
                pause(milliseconds: 20)
                #expect(try client.post(sid, "1").status == 200)
                #expect(try poll.readReply().text == "6")
                #expect(try client.get(sid).status == 400)
                #expect(server.eventually { server.reasons == [.transportClose] })
            }
        }

        @Test("a body over the limit is refused with 413 and leaves the session")
        func tooLarge() async throws {
            try await EngineServer.run(.suite { $0.maxHttpBufferSize = 1000 }) { _, client in
                let sid = try client.open()
                let body = "4" + String(repeating: "x", count: 1000)
                #expect(try client.post(sid, body).status == 413)
                #expect(try client.post(sid, String(body.dropLast())).status == 200)
                #expect(try client.get(sid).text == body.dropLast())
            }
        }

        @Test("other methods, content types and transports are refused as the reference does")
        func strange() async throws {
            try await EngineServer.run { server, client in
                let sid = try client.open()
                #expect(try client.request("PUT", client.session(sid), body: []).status == 500)
                let mismatch = try client.request("GET", client.session(sid, transport: "websocket"))
                #expect(mismatch.status == 400)
                #expect(mismatch.text == #"{"code":3,"message":"Bad request"}"#)
                #expect(server.reasons == [])
                let binary = try client.request(
                    "POST", client.session(sid), body: [4, 1], headers: [("Content-Type", "application/octet-stream")])
                #expect(binary.status == 400)
                #expect(try client.get(sid).status == 400)
            }
        }

        @Test("a chunked POST is read like any other")
        func chunked() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                let connection = try RawClient(port: client.port)
                connection.send(
                    "POST /engine.io/?\(client.session(sid)) HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n4a\r\n1\r\nb\r\n0\r\n\r\n"
                )
                #expect(try connection.readReply().text == "ok")
                #expect(try client.get(sid).text == "4ab")
            }
        }

        @Test("a response holds at most 16 packets")
        func batches() async throws {
            try await EngineServer.run { _, client in
                let sid = try client.open()
                _ = try client.post(sid, (0..<20).map { "4\($0)" }.joined(separator: "\u{1e}"))
                #expect(try client.get(sid).text.split(separator: "\u{1e}").count == 16)
                #expect(try client.get(sid).text == "416\u{1e}417\u{1e}418\u{1e}419")
            }
        }
    }
}
