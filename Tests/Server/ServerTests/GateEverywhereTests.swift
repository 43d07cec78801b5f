import CrossOrigin
import Foundation
import TestClient
import Testing
import WayleaveHTTPWire
import WayleaveServer

/// Whatever the status and whoever answers, the verdict's fields are there, once and whole.
@Suite struct GateEverywhereTests {
    /// What every response to a listed origin carries under the fixture's policy.
    func expectGranted(_ reply: HTTPReply, vary: String = "Origin", _ what: String) {
        #expect(reply["access-control-allow-origin"] == Fixture.allowed, "\(what)")
        #expect(reply["access-control-allow-credentials"] == "true", "\(what)")
        #expect(reply["access-control-expose-headers"] == "x-request-id", "\(what)")
        #expect(reply["vary"] == vary, "\(what)")
    }

    func expectDenied(_ reply: HTTPReply, _ what: String) {
        #expect(!reply.fields.contains { $0.name.hasPrefix("access-control-") }, "\(what)")
        #expect(reply["vary"]?.hasPrefix("Origin") == true, "\(what)")
    }

    // 206 is a handler's own here: the server itself serves no ranges.
    static let statuses = [
        200, 201, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 413, 429, 500, 502, 503, 504,
    ]

    @Test("every status that a handler answers, returned, thrown or given later", arguments: statuses)
    func handlers(status: Int) throws {
        let fixture = try Fixture { server in
            server.get("/returned") { _ in Response(status: HTTPStatus(status), headers: [("Location", "/hello")]) }
            server.get("/thrown") { _ in throw HTTPError(HTTPStatus(status), "No.") }
            server.get("/awaited") { _ async in
                // Not a sleep: that would need the threads that blocking tests occupy.
                await Task.yield()
                return .status(HTTPStatus(status))
            }
            server.get("/thrown-later") { _ async throws in
                await Task.yield()
                throw HTTPError(HTTPStatus(status), "No.")
            }
        }
        let client = try fixture.client()
        for path in ["/returned", "/thrown", "/awaited", "/thrown-later"] {
            let granted = try client.request("GET", path, [("Origin", Fixture.allowed)])
            #expect(granted.status == status)
            expectGranted(granted, "\(path) \(status)")
            expectDenied(try client.request("GET", path, [("Origin", "https://evil.test")]), "\(path) \(status)")
            expectDenied(try client.request("GET", path), "\(path) \(status)")
        }
    }

    @Test("a body that does not arrive in time is answered 408, readable by its page; a head that does not, varies")
    func timeouts() async throws {
        try await OriginLookupTests.onThread { try Self().checkTimeouts() }
    }

    private func checkTimeouts() throws {
        let fixture = try Fixture { server in
            server.timeouts.body = .seconds(1)
            server.timeouts.head = .seconds(1)
        }
        let body = try fixture.client()
        let head = try fixture.client()
        body.send("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: \(Fixture.allowed)\r\nContent-Length: 10\r\n\r\nhalf")
        head.send("GET /hello HTTP/1.1\r\nHost: a\r\nOrigin: \(Fixture.allowed)\r\n")
        let reply = try body.readReply()
        #expect(reply.status == 408)
        expectGranted(reply, "408 of a body")
        let early = try head.readReply()
        #expect(early.status == 408)
        #expect(early["vary"] == "Origin")
    }

    @Test("static files: found, unchanged, missing and not writable")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gate-everywhere-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "font".write(to: folder.appending(path: "font.txt"), atomically: true, encoding: .utf8)
        let fixture = try Fixture { $0.files("/assets", from: folder.path()) }
        let origin = [("Origin", Fixture.allowed)]
        let found = try fixture.client().request("GET", "/assets/font.txt", origin)
        #expect(found.status == 200 && found.text == "font")
        expectGranted(found, "200")
        let tag = try #require(found["etag"])
        for (method, path, fields, status) in [
            ("GET", "/assets/font.txt", [("If-None-Match", tag)], 304), ("HEAD", "/assets/font.txt", [], 200),
            ("GET", "/assets/none", [], 404),
            ("PUT", "/assets/font.txt", [], 405), ("GET", "/assets/../secret", [], 404),
        ] {
            let reply = try fixture.client().request(method, path, origin + fields)
            #expect(reply.status == status || reply.status == 400, "\(method) \(path)")
            expectGranted(reply, "\(method) \(path)")
        }
    }

    @Test("upgrades: accepted, refused by the gate, refused for their handshake, not found")
    func upgrades() throws {
        let fixture = try Fixture()
        let origin = [("Origin", Fixture.allowed)]
        let accepted = try fixture.client().upgrade("/socket", origin)
        #expect(accepted.status == 101)
        expectGranted(accepted, "101")
        let refused = try fixture.client().upgrade("/socket", [("Origin", "https://evil.test")])
        #expect(refused.status == 403)
        expectDenied(refused, "403")
        let missing = try fixture.client().upgrade("/none", origin)
        #expect(missing.status == 404)
        expectGranted(missing, "404")
        let broken = try fixture.client().request(
            "GET", "/socket", origin + [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "12")])
        #expect(broken.status == 426 || broken.status == 400)
        expectGranted(broken, "bad handshake")
    }

    @Test("a handler's Vary is added to; its Access-Control fields are replaced, and told of once each")
    func handlersFields() throws {
        let fixture = try Fixture { server in
            server.get("/own") { _ in
                Response(headers: [
                    ("Vary", "Accept"), ("Access-Control-Allow-Origin", "*"), ("access-control-allow-credentials", "false"),
                    ("Access-Control-Allow-Private-Network", "true"), ("Cross-Origin-Resource-Policy", "cross-origin"),
                ])
            }
        }
        for _ in 0..<3 {
            let reply = try fixture.client().request("GET", "/own", [("Origin", Fixture.allowed)])
            expectGranted(reply, vary: "Accept | Origin", "own fields")
            #expect(reply["access-control-allow-private-network"] == nil)
            #expect(reply["cross-origin-resource-policy"] == "cross-origin")
        }
        let told = fixture.log.all.filter { $0.event == "response-field-replaced" }
        #expect(told.count == 3)
        #expect(told.first?.message.hasPrefix("a handler sent its own `Access-Control-Allow-Origin`") == true)
    }

    @Test("resource policy and timing replace a handler's own only where the policy sends them")
    func commonFields() throws {
        let policy = try CrossOriginPolicy {
            $0.origins = [Fixture.allowed]
            $0.resourcePolicy = .sameSite
            $0.timingOrigins = ["*"]
        }
        let fixture = try Fixture { server in
            server.policy(policy, at: "/own")
            server.get("/own") { _ in
                Response(headers: [("Cross-Origin-Resource-Policy", "cross-origin"), ("timing-allow-origin", "https://evil.test")])
            }
        }
        let reply = try fixture.client().request("GET", "/own")
        #expect(reply["cross-origin-resource-policy"] == "same-site")
        #expect(reply["timing-allow-origin"] == "*")
    }
}
