import Foundation
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer
import WayleaveTLS

@Suite("Bytes through TLS")
struct TLSTransportTests {
    @Test("a WebSocket echoes messages of 1 byte to 16 MiB, and many small ones in order", arguments: [TLSOptions.tls12, TLSOptions.tls13])
    func echoes(version: Int32) throws {
        let server = try TLSFixture(server: { server in
            server.limits.maxMessageBytes = 32 << 20
            server.limits.connection.maxQueuedBytes = 64 << 20
            server.webSocket("/big") { socket in socket.onMessage { socket.send($0) } }
        })
        let client = try server.client(.with { $0.version = version })
        #expect(try client.upgrade("/big").status == 101)
        let block = (0..<9973).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        for count in [1, 125, 126, 16_383, 16_384, 16_385, 65_536, 300_000, version == TLSOptions.tls13 ? 16 << 20 : 1 << 20] {
            var payload: [UInt8] = []
            while payload.count < count { payload += block }
            payload.removeLast(payload.count - count)
            client.sendFrame(2, payload)
            let frame = client.readFrame()
            #expect(frame?.opcode == 2)
            #expect(frame?.payload == payload, "\(count) bytes")
        }
        for number in 0..<500 { client.sendText("message \(number)") }
        for number in 0..<500 { #expect(client.readText() == "message \(number)") }
    }

    @Test("a response larger than any buffer arrives whole, also when the client reads late")
    func largeResponse() throws {
        let body = [UInt8](repeating: 7, count: 3_000_000) + [UInt8](repeating: 9, count: 3_000_000)
        let server = try TLSFixture(server: { $0.get("/large") { _ in .bytes(body, contentType: "application/octet-stream") } })
        let client = try server.client()
        client.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\nGET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
        Thread.sleep(forTimeInterval: 0.2)
        #expect(try client.readReply().body == body)
        #expect(try client.readReply().text == "Hello, World!")
    }

    @Test("pipelined requests in one record are answered in order")
    func pipelined() throws {
        let server = try TLSFixture()
        let client = try server.client()
        client.send(String(repeating: "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n", count: 200))
        for _ in 0..<200 { #expect(try client.readReply().text == "Hello, World!") }
    }

    @Test(
        "a client that has said its last word still gets its answer, and then close_notify",
        arguments: [TLSOptions.tls12, TLSOptions.tls13])
    func halfClose(version: Int32) throws {
        let server = try TLSFixture()
        let client = try server.client(.with { $0.version = version })
        client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n")
        client.tls?.sayClose()
        #expect(try client.readReply().text == "later")
        #expect(client.isAtEnd())
        #expect(client.tls?.hasPeerClosed == true)
    }

    @Test("a connection that the server closes ends with close_notify")
    func closes() throws {
        let server = try TLSFixture()
        let client = try server.client()
        #expect(try client.request("GET", "/hello", [("Connection", "close")]).status == 200)
        #expect(client.isAtEnd())
        #expect(client.tls?.hasPeerClosed == true)
        let socket = try server.client()
        #expect(try socket.upgrade("/socket").status == 101)
        socket.sendFrame(8, [0x03, 0xE8])
        #expect(socket.readFrame()?.closeCode == 1000)
        #expect(socket.isAtEnd())
        #expect(socket.tls?.hasPeerClosed == true)
    }

    @Test("a client that vanishes, in the handshake or after it, leaves the server serving")
    func vanishes() throws {
        let server = try TLSFixture()
        for cut in [1, 5, 6, 60] {
            let client = try RawClient(port: server.port)
            client.sendRaw(Array(clientHello.prefix(cut)))
            client.endSending()
            #expect(client.isAtEnd(), "after \(cut) bytes")
        }
        let client = try server.client()
        client.sendRaw([23, 3, 3, 1, 0, 1, 2, 3])
        client.endSending()
        #expect(client.isAtEnd())
        #expect(try server.client().request("GET", "/hello").status == 200)
        #expect(server.logs("tls-handshake-failed", "TLS_HANDSHAKE_ABANDONED"))
    }

    /// The beginning of one: a record of 512 bytes with a ClientHello of 508.
    private var clientHello: [UInt8] { [22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3] + [UInt8](repeating: 7, count: 200) }

    @Test("a record that was changed on the way ends the connection with an alert")
    func forged() throws {
        let server = try TLSFixture()
        let client = try server.client(.with { $0.version = TLSOptions.tls12 })
        #expect(try client.request("GET", "/hello").status == 200)
        client.sendRaw([23, 3, 3, 0, 40] + [UInt8](repeating: 9, count: 40))
        #expect(client.isAtEnd())
        #expect(client.tls?.failure?.contains("alert bad record mac") == true)
        #expect(try server.client().request("GET", "/hello").status == 200)
    }

    @Test(
        "garbage instead of a ClientHello is closed",
        arguments: [[UInt8](repeating: 0, count: 300), [22, 3, 1, 0, 4, 9, 0, 0, 0], [0x80, 1, 2]])
    func garbage(bytes: [UInt8]) throws {
        let server = try TLSFixture(tls: { $0.handshakeTimeout = .seconds(1) })
        let client = try RawClient(port: server.port)
        client.sendRaw(bytes)
        #expect(client.countToEnd() < 100)
        #expect(try server.client().request("GET", "/hello").status == 200)
    }

    @Test("a handshake that does not end is cut, and told of")
    func timeout() throws {
        let server = try TLSFixture(tls: { $0.handshakeTimeout = .seconds(1) })
        let client = try RawClient(port: server.port)
        client.sendRaw([22, 3, 1])
        #expect(client.isAtEnd())
        #expect(server.logs("tls-handshake-failed", "TLS_HANDSHAKE_TIMEOUT"))
    }

    @Test("plain HTTP on the port is answered 400 in plain HTTP, and told of")
    func plainRequest() throws {
        let server = try TLSFixture()
        let reply = try RawClient(port: server.port).request("GET", "/hello")
        #expect(reply.status == 400)
        #expect(reply.text.hasPrefix("This port speaks TLS"))
        #expect(reply["vary"] == "Origin")
        #expect(server.logs("tls-handshake-failed", "TLS_PLAIN_HTTP"))
    }

    @Test("a ClientHello on a plain port is told of")
    func plainPort() throws {
        let server = try Fixture()
        let failure = #expect(throws: TLSClient.Failure.self) { try RawClient(port: server.port, tls: TLSOptions()) }
        #expect(failure?.what.contains("wrong version number") == true)
        #expect(server.log.all.contains { $0.event == "tls-on-plain-port" })
    }

    @Test("new keys are taken, and answered with new ones, in the middle of a conversation")
    func keyUpdate() throws {
        let server = try TLSFixture()
        let client = try server.client(.with { $0.version = TLSOptions.tls13 })
        for _ in 0..<3 {
            #expect(try client.request("GET", "/hello").status == 200)
            client.tls?.updateKeys()
        }
        #expect(try client.request("GET", "/hello").status == 200)
    }
}
