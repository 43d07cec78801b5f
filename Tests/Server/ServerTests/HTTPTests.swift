import CrossOrigin
import Foundation
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer

@Suite struct HTTPTests {
    @Test("keeps connections alive and answers pipelined requests in order, also across asynchronous handlers")
    func pipelining() throws {
        let client = try Fixture().client()
        let one = "GET /later HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
        client.send(one + one)
        #expect(try (0..<4).map { _ in try client.readReply().text } == ["later", "Hello, World!", "later", "Hello, World!"])
    }

    @Test("goes on with pipelined requests when an asynchronous handler answers without waiting", arguments: [false, true])
    func immediatePipelining(halfClosed: Bool) throws {
        let client = try Fixture { $0.get("/now") { _ async in .text("now") } }.client()
        client.send(String(repeating: "GET /now HTTP/1.1\r\nHost: a\r\n\r\n", count: 1000))
        if halfClosed { client.endSending() }
        for _ in 0..<1000 { #expect(try client.readReply().text == "now") }
        if halfClosed { #expect(client.isAtEnd()) }
    }

    @Test("takes bodies with a length and in chunks, whole or in single octets", arguments: [false, true])
    func bodies(octetWise: Bool) throws {
        let client = try Fixture().client()
        for request in [
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
        ] {
            if octetWise {
                for byte in request.utf8 { client.send([byte]) }
            } else {
                client.send(request)
            }
            #expect(try client.readReply().text == "hello")
        }
    }

    @Test("an empty body is complete at once, whether announced or not")
    func emptyBody() throws {
        let client = try Fixture().client()
        #expect(try client.request("POST", "/echo", body: "").status == 200)
        #expect(try client.request("POST", "/echo").status == 200)
    }

    @Test("asks for a body that waits to be asked for")
    func expectContinue() throws {
        let client = try Fixture().client()
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("ok")
        #expect(try client.readReply().text == "ok")
    }

    @Test("closes when asked to, and after HTTP/1.0 requests", arguments: ["HTTP/1.1\r\nHost: a\r\nConnection: close", "HTTP/1.0"])
    func closes(rest: String) throws {
        let client = try Fixture().client()
        client.send("GET /hello \(rest)\r\n\r\n")
        let reply = try client.readReply()
        #expect(reply.text == "Hello, World!")
        #expect(reply["connection"] == "close")
        #expect(client.isAtEnd())
    }

    @Test("HEAD has the fields of GET and no body; other methods learn what is allowed")
    func methods() throws {
        let client = try Fixture().client()
        #expect(try client.request("HEAD", "/hello")["content-length"] == "13")
        let reply = try client.request("DELETE", "/hello")
        #expect(reply.status == 405)
        #expect(reply["allow"] == "GET, HEAD, OPTIONS")
        #expect(try client.request("OPTIONS", "/echo")["allow"] == "OPTIONS, POST")
    }

    @Test(
        "malformed requests get one clear sentence and a closed connection",
        arguments: [
            ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400),
            ("GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505), ("\u{0}\u{1}\u{2}\r\n\r\n", 400),
            ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
            ("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        ])
    func malformed(request: String, status: Int) throws {
        let fixture = try Fixture()
        let client = try fixture.client()
        client.send(request)
        let reply = try client.readReply()
        #expect(reply.status == status)
        #expect(reply.text.hasSuffix(".\n"))
        #expect(client.isAtEnd())
        #expect(try fixture.client().request("GET", "/hello").status == 200, "the server goes on")
    }

    @Test("a thrown error is answered 500 without details and logged with them")
    func thrown() throws {
        let fixture = try Fixture()
        let reply = try fixture.client().request("GET", "/throws")
        #expect(reply.status == 500)
        #expect(!reply.text.contains("Oops"))
        #expect(fixture.log.all.contains { $0.event == "handler-failed" && $0.message.contains("Oops") })
    }

    @Test("files have validators, types and a fence around them")
    func files() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("wayleave-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory.appendingPathComponent("sub"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try Data("<p>hi".utf8).write(to: directory.appendingPathComponent("index.html"))
        try Data("1".utf8).write(to: directory.appendingPathComponent("sub/a b.js"))
        let client = try Fixture { $0.files("/static", from: directory.path) }.client()
        let index = try client.request("GET", "/static/")
        #expect(index.text == "<p>hi")
        #expect(index["content-type"] == "text/html; charset=utf-8")
        let tag = try #require(index["etag"])
        #expect(try client.request("GET", "/static/index.html", [("If-None-Match", "W/\(tag), \"x\"")]).status == 304)
        #expect(try client.request("GET", "/static/sub/a%20b.js").text == "1")
        #expect(try client.request("HEAD", "/static/index.html")["content-length"] == "5")
        for path in ["/static/../index.html", "/static/%2e%2e/x", "/static/sub%2fa", "/static/missing", "/static/.hidden"] {
            #expect(try client.request("GET", path).status == 404, "\(path)")
        }
    }

    @Test("a head that never ends is answered 408")
    func slowHead() throws {
        let client = try Fixture { $0.timeouts.head = .seconds(1) }.client()
        client.send("GET / HTTP/1.1\r\nHost")
        #expect(try client.readReply().status == 408)
    }

    @Test("faults of the configuration are reported together, before anything listens")
    func configuration() throws {
        let error = #expect(throws: ServerConfigurationError.self) {
            _ = try Fixture { server in
                server.limits.maxFields = 1_000
                server.timeouts.idle = .zero
                server.get("hello") { _ in .text("") }
                server.files("/x", from: "/nonexistent")
            }
        }
        #expect(
            error?.faults.map(\.code).sorted() == [
                "directory-unreadable", "limit-out-of-range", "path-not-absolute", "timeout-out-of-range",
            ])
    }

    @Test("a port in use is refused with one sentence")
    func portInUse() throws {
        let fixture = try Fixture()
        let error = #expect(throws: IOError.self) { _ = try Server().start(port: fixture.port) }
        #expect(error?.description == "cannot listen on 127.0.0.1:\(fixture.port): address already in use (EADDRINUSE)")
    }

    @Test("stopping lets the request at work finish, tells WebSockets and then ends")
    func stops() async throws {
        let fixture = try Fixture()
        let busy = try fixture.client()
        let socket = try fixture.client()
        #expect(try socket.upgrade("/socket").status == 101)
        busy.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n")
        try await Task.sleep(for: .milliseconds(2))
        let running = fixture.running
        async let stopped: Void = running.stop()
        #expect(try busy.readReply().text == "later")
        #expect(socket.readFrame()?.closeCode == 1001)
        socket.sendFrame(8, [3, 233])
        await stopped
        #expect(throws: (any Error).self) { try fixture.client() }
    }
}
