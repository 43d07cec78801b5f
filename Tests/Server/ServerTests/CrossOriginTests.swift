import CrossOrigin
import Foundation
import TestClient
import Testing
import WayleaveHTTPWire
import WayleaveServer

/// The gate stands inside the connection: whatever the reply, it carries the verdict's fields.
@Suite struct CrossOriginServerTests {
    static let allowedFields = [
        ("access-control-allow-origin", Fixture.allowed), ("access-control-allow-credentials", "true"),
        ("access-control-expose-headers", "x-request-id"), ("vary", "Origin"),
    ]

    @Test(
        "every kind of reply to a listed origin carries exactly the same fields",
        arguments: [
            ("GET", "/hello", 200), ("HEAD", "/hello", 200), ("GET", "/nothing", 404), ("GET", "/throws", 500), ("GET", "/refuses", 401),
            ("GET", "/later", 200), ("DELETE", "/hello", 405), ("OPTIONS", "/hello", 204), ("GET", "/socket", 426),
        ])
    func everyReply(method: String, path: String, status: Int) throws {
        let fixture = try Fixture()
        let reply = try fixture.client().request(method, path, [("Origin", Fixture.allowed)])
        #expect(reply.status == status)
        for (name, value) in Self.allowedFields { #expect(reply[name] == value, "\(name) on \(status)") }
    }

    @Test("a body that is too large is refused with 413 and readable by the page")
    func tooLarge() throws {
        let fixture = try Fixture { $0.limits.maxBodyBytes = 10 }
        let client = try fixture.client()
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nOrigin: \(Fixture.allowed)\r\nContent-Length: 1000000\r\n\r\n")
        let reply = try client.readReply()
        #expect(reply.status == 413)
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(reply["connection"] == "close")
        #expect(client.isAtEnd())
    }

    @Test(
        "even a request that cannot be parsed is answered readably",
        arguments: [("Bad Field: x", 400), ("X-Big: \(String(repeating: "x", count: 20_000))", 431)])
    func unparseable(field: String, status: Int) throws {
        let fixture = try Fixture()
        let client = try fixture.client()
        client.send("GET /hello HTTP/1.1\r\nHost: a\r\nOrigin: \(Fixture.allowed)\r\n\(field)\r\n\r\n")
        let reply = try client.readReply()
        #expect(reply.status == status)
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(reply["vary"] == "Origin")
    }

    @Test("a preflight is answered 204 with what it asked for and no body")
    func preflight() throws {
        let fixture = try Fixture()
        let reply = try fixture.client().request(
            "OPTIONS", "/anything",
            [("Origin", Fixture.allowed), ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "x-token")])
        #expect(reply.status == 204)
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(reply["access-control-allow-credentials"] == "true")
        #expect(reply["access-control-allow-methods"]?.contains("PUT") == true)
        #expect(reply["access-control-allow-headers"]?.contains("x-token") == true)
        #expect(reply["access-control-max-age"] == "600")
        #expect(reply["vary"] == "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
        #expect(reply["content-length"] == nil)
    }

    @Test("a preflight from an unlisted origin is refused without a hint")
    func preflightRefused() throws {
        let fixture = try Fixture()
        let reply = try fixture.client().request(
            "OPTIONS", "/hello", [("Origin", "http://localhost:8081"), ("Access-Control-Request-Method", "PUT")])
        #expect(reply.status == 403)
        #expect(reply["access-control-allow-origin"] == nil)
        #expect(reply["vary"]?.hasPrefix("Origin") == true)
        #expect(!reply.text.contains("8080"))
    }

    @Test(
        "an unlisted origin's plain request is handled but carries nothing a page could read it by",
        arguments: ["http://localhost:8081", "null", "https://example.com.evil.test"])
    func actualRefused(origin: String) throws {
        let fixture = try Fixture()
        let reply = try fixture.client().request("GET", "/hello", [("Origin", origin)])
        #expect(reply.status == 200)
        #expect(reply["access-control-allow-origin"] == nil)
        #expect(reply["access-control-allow-credentials"] == nil)
        #expect(reply["vary"] == "Origin")
    }

    @Test("without an Origin the reply still varies by it")
    func noOrigin() throws {
        let reply = try Fixture().client().request("GET", "/hello")
        #expect(reply["vary"] == "Origin")
        #expect(reply["access-control-allow-origin"] == nil)
    }

    @Test("an upgrade from an unlisted origin gets 403 and the operator one line that names the mend")
    func upgradeRefused() throws {
        let fixture = try Fixture()
        for _ in 0..<3 {
            let reply = try fixture.client().upgrade("/socket", [("Origin", "http://localhost:8081")])
            #expect(reply.status == 403)
            #expect(!reply.text.contains("8080"))
        }
        let lines = fixture.log.all.filter { $0.event == "gate-refused" }.map(\.message)
        #expect(
            lines == [
                "upgrade GET /socket: `http://localhost:8081` is not listed; nearest: `http://localhost:8080`; add it to `origins`"
            ])
    }

    @Test(
        "an upgrade from a listed origin, from this server's own pages or from no page at all is accepted",
        arguments: [Fixture.allowed, "http://localhost", nil])
    func upgradeAllowed(origin: String?) throws {
        let fixture = try Fixture()
        let reply = try fixture.client().upgrade("/socket", origin.map { [("Origin", $0)] } ?? [])
        #expect(reply.status == 101)
        #expect(reply["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test("a handler's own CORS fields never reach the wire; its Vary is added to")
    func handlersFields() throws {
        let fixture = try Fixture { server in
            server.get("/own") { _ in
                Response(headers: [("Access-Control-Allow-Origin", "*"), ("Vary", "Accept-Encoding"), ("X-Split", "a\r\nSet-Cookie: b")])
            }
        }
        let reply = try fixture.client().request("GET", "/own", [("Origin", Fixture.allowed)])
        #expect(reply["access-control-allow-origin"] == Fixture.allowed)
        #expect(reply["vary"] == "Accept-Encoding | Origin")
        #expect(reply["x-split"] == nil && reply["set-cookie"] == nil)
    }

    @Test("a subtree may have a policy of its own, and inherits nothing")
    func subtree() throws {
        let fixture = try Fixture { server in
            server.route("/admin", policy: .sameOriginOnly) { $0.get("/stats") { _ in .text("secret") } }
            server.get("/administrator") { _ in .text("public") }
        }
        #expect(try fixture.client().request("GET", "/admin/stats", [("Origin", Fixture.allowed)])["access-control-allow-origin"] == nil)
        #expect(
            try fixture.client().request("GET", "/administrator", [("Origin", Fixture.allowed)])["access-control-allow-origin"]
                == Fixture.allowed)
    }

    @Test("an exact path may have a policy of its own, which wins over every prefix and goes no deeper")
    func exactPath() throws {
        let open = try CrossOriginPolicy { $0.origins = ["https://status.test"] }
        let fixture = try Fixture { server in
            server.policy(.sameOriginOnly, under: "/admin")
            server.policy(open, at: "/admin/health")
        }
        for (path, granted) in [("/admin/health", true), ("/admin/health/deep", false), ("/admin/health2", false), ("/admin", false)] {
            let reply = try fixture.client().request("GET", path, [("Origin", "https://status.test")])
            #expect((reply["access-control-allow-origin"] != nil) == granted, "\(path)")
            let inherited = try fixture.client().request("GET", path, [("Origin", Fixture.allowed)])
            #expect(inherited["access-control-allow-origin"] == nil, "\(path)")
        }
    }

    @Test("preflights take the status of the policy, or reach the handler with its fields")
    func preflightOptions() throws {
        let choking = try CrossOriginPolicy {
            $0.origins = [Fixture.allowed]
            $0.preflightStatus = .ok
        }
        let passing = try CrossOriginPolicy {
            $0.origins = [Fixture.allowed]
            $0.passesPreflightsToHandler = true
        }
        let fixture = try Fixture { server in
            server.policy(choking, at: "/choking")
            server.policy(passing, at: "/passing")
            server.on(.options, "/passing") { _ in Response(status: .accepted, headers: [("X-Handler", "yes")]) }
        }
        let question = [("Origin", Fixture.allowed), ("Access-Control-Request-Method", "POST")]
        let ok = try fixture.client().request("OPTIONS", "/choking", question)
        #expect(ok.status == 200 && ok["content-length"] == "0" && ok["access-control-allow-methods"] == "GET, HEAD, POST")
        let passed = try fixture.client().request("OPTIONS", "/passing", question)
        #expect(passed.status == 202 && passed["x-handler"] == "yes" && passed["access-control-allow-methods"] == "GET, HEAD, POST")
    }

    @Test(
        "a subtree's policy is not slipped by writing its path in percent-encoding",
        arguments: ["/files/private/a.txt", "/files/%70rivate/a.txt"])
    func encodedPath(path: String) throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("wayleave-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory.appendingPathComponent("private"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try Data("secret".utf8).write(to: directory.appendingPathComponent("private/a.txt"))
        let fixture = try Fixture { server in
            server.files("/files", from: directory.path)
            server.policy(.sameOriginOnly, under: "/files/private")
        }
        let reply = try fixture.client().request("GET", path, [("Origin", Fixture.allowed)])
        #expect(reply.status == 200 && reply["access-control-allow-origin"] == nil)
    }

    @Test("the gate counts what it decided, by layer and reason")
    func counts() async throws {
        let fixture = try Fixture(loops: 2)
        for _ in 0..<3 { _ = try fixture.client().request("GET", "/hello", [("Origin", Fixture.allowed)]) }
        _ = try fixture.client().upgrade("/socket", [("Origin", "http://localhost:8081")])
        let counts = await fixture.running.gateCounts()
        #expect(counts.allowed(.actual) == 3)
        #expect(counts.refused(.upgrade) == 1)
        #expect(counts.refused(.preflight) == 0)
    }
}
