import Foundation
import TestClient
import Testing
import WayleaveHTTPWire
import WayleaveServer

@Suite struct UploadTests {
    typealias Count = StreamingTests.Count

    /// Counts what arrives.
    private static func count(_ body: RequestBody) async throws -> Response {
        var count = 0
        for try await piece in body { count += piece.count }
        return .text("\(count)")
    }

    private static func fixture(_ configure: (inout Server) -> Void = { _ in }) throws -> Fixture {
        try Fixture { server in
            configure(&server)
            server.upload("/upload", maxBodyBytes: 10_000_000) { _, body in try await Self.count(body) }
        }
    }

    @Test("the handler runs as soon as the head is there, and is given the body as it arrives")
    func pieces() throws {
        let log = StreamingTests.Count()
        let fixture = try Fixture { server in
            server.upload("/upload") { _, body in
                log.add(1)
                for try await piece in body { log.add(piece.count) }
                return .text("\(log.value)")
            }
        }
        let client = try fixture.client()
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n")
        while log.value < 1 { usleep(1000) }
        client.send("abc")
        while log.value < 4 { usleep(1000) }
        client.send("def" + "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.readReply().text == "7")
        #expect(try client.readReply().text == "Hello, World!")
    }

    @Test(
        "bodies of every framing arrive whole",
        arguments: [
            "Content-Length: 0\r\n\r\n", "\r\n", "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "Content-Length: 3\r\n\r\nabc",
        ])
    func framings(rest: String) throws {
        let client = try Self.fixture().client()
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\n\(rest)")
        #expect(try client.readReply().text == (rest.contains("abc") ? "3" : "0"))
        #expect(try client.request("GET", "/hello").status == 200)
    }

    @Test("a handler that does not read stops the peer after a bounded amount")
    func backPressure() async throws {
        let gate = Count()
        let fixture = try Fixture { server in
            server.upload("/upload") { _, body in
                while gate.value == 0 { try await Task.sleep(for: .milliseconds(5)) }
                return try await Self.count(body)
            }
        }
        let client = try fixture.client()
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 50000000\r\n\r\n")
        let sent = Count()
        // Sound: this thread only sends, the other only receives.
        nonisolated(unsafe) let sendingClient = client
        let sender = Thread {
            for _ in 0..<50 {
                sendingClient.send([UInt8](repeating: 1, count: 1_000_000))
                sent.add(1_000_000)
            }
        }
        sender.start()
        #expect(try await sent.settled() < 20_000_000)
        gate.add(1)
        #expect(try client.readReply().text == "50000000")
    }

    @Test("a client that waits is told to go on when the body is first wanted, and never if it is not")
    func expectContinue() throws {
        let fixture = try Self.fixture { server in
            server.upload("/refuses") { _, _ in throw HTTPError(.unauthorized, "Sign in first.") }
        }
        let client = try fixture.client()
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        #expect(client.read(through: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("ok")
        #expect(try client.readReply().text == "2")
        client.send("POST /refuses HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
        let reply = try client.readReply()
        #expect(reply.status == 401)
        #expect(reply["connection"] == "close")
        #expect(client.isAtEnd())
    }

    @Test(
        "nobody is told to go on with a body that is refused unseen",
        arguments: [
            ("POST /upload", "Content-Length: 10000001", 413), ("POST /nowhere", "Content-Length: 2", 404),
            ("PUT /upload", "Content-Length: 2", 405), ("POST /upload", "Expect: more\r\nContent-Length: 2", 417),
            ("POST /echo", "Content-Length: 1048577", 413),
        ])
    func refusedUnseen(line: String, fields: String, status: Int) throws {
        let client = try Self.fixture().client()
        client.send("\(line) HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\(fields)\r\n\r\n")
        #expect(try client.readReply().status == status)
        #expect(client.isAtEnd())
    }

    @Test("HTTP/1.0 is never told to go on")
    func oldClient() throws {
        let client = try Self.fixture().client()
        client.send("POST /upload HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok")
        #expect(client.read(through: "\r\n").hasSuffix(" 200 OK\r\n"))
    }

    @Test("what a handler leaves of a small body is skipped, of a large one the connection ends")
    func unread() throws {
        let fixture = try Fixture { server in server.upload("/ignores") { _, _ in .text("done") } }
        let client = try fixture.client()
        client.send("POST /ignores HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
        #expect(try client.readReply()["connection"] == nil)
        client.send(String(repeating: "x", count: 1000))
        #expect(try client.request("GET", "/hello").text == "Hello, World!")
        client.send("POST /ignores HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n" + String(repeating: "x", count: 300_000))
        let reply = try client.readReply()
        #expect(reply.text == "done")
        #expect(reply["connection"] == "close")
    }

    @Test(
        "a body that breaks its framing or its limit is an error to the handler and an answer to the peer",
        arguments: [("zz\r\n", 400), ("989681\r\n", 413), ("3\r\nabcd\r\n", 400)])
    func malformed(chunks: String, status: Int) throws {
        let client = try Self.fixture().client()
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(chunks)")
        #expect(try client.readReply().status == status)
        #expect(client.isAtEnd())
    }

    @Test("a peer that leaves in the middle is an error to the handler", arguments: [false, true])
    func aborted(halfClosed: Bool) async throws {
        let ends = Count()
        let fixture = try Fixture { server in
            server.upload("/upload") { _, body in
                do { for try await _ in body {} } catch {
                    ends.add(error as? RequestBodyError == .aborted ? 1 : 100)
                    throw error
                }
                ends.add(1000)
                return .text("")
            }
        }
        var client: RawClient? = try RawClient(port: fixture.port)
        client?.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc")
        try await Task.sleep(for: .milliseconds(20))
        if halfClosed { client?.endSending() } else { client = nil }
        #expect(try await ends.settled() == 1)
        if halfClosed { #expect(try client?.readReply().status == 400) }
    }

    @Test("a peer that stalls is answered 408")
    func stalled() throws {
        let client = try Self.fixture { $0.timeouts.uploadStall = .seconds(1) }.client()
        client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc")
        #expect(try client.readReply().status == 408)
        #expect(client.isAtEnd())
    }

    @Test("the whole body can be asked for after all, up to a limit")
    func collected() throws {
        let fixture = try Fixture { server in
            server.upload("/echo-small", method: .put) { _, body in .bytes(try await body.collect(upTo: 10), contentType: .plainText) }
        }
        #expect(try fixture.client().request("PUT", "/echo-small", body: "0123456789").text == "0123456789")
        #expect(try fixture.client().request("PUT", "/echo-small", body: "0123456789a").status == 413)
    }
}
