import TestClient
import Testing
import WayleaveServer

@Suite struct WebSocketTests {
    private func open(_ fixture: Fixture, _ fields: [(String, String)] = []) throws -> RawClient {
        let client = try fixture.client()
        #expect(try client.upgrade("/socket", fields).status == 101)
        return client
    }

    @Test(
        "echoes text as text and binary as binary, of every length that changes the header",
        arguments: [0, 1, 125, 126, 65_535, 65_536, 300_000])
    func echoes(count: Int) throws {
        let client = try open(try Fixture())
        let payload = [UInt8](repeating: 97, count: count)
        client.sendFrame(1, payload)
        client.sendFrame(2, payload)
        #expect(client.readFrame() == TestFrame(opcode: 1, payload: payload))
        #expect(client.readFrame() == TestFrame(opcode: 2, payload: payload))
    }

    @Test("frames in the same packet as the handshake are not lost")
    func earlyFrames() throws {
        let client = try Fixture().client()
        client.send(
            Array(
                "GET /socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                    .utf8) + RawClient.frame(1, [104, 105]) + RawClient.frame(9, [1]))
        #expect(try client.readReply().status == 101)
        #expect(client.readText() == "hi")
        #expect(client.readFrame() == TestFrame(opcode: 10, payload: [1]))
    }

    @Test("reassembles fragments with control frames between them, octet by octet too", arguments: [false, true])
    func fragments(octetWise: Bool) throws {
        let client = try open(try Fixture())
        let bytes =
            RawClient.frame(1, Array("Hel".utf8), isFinal: false) + RawClient.frame(9, [7]) + RawClient.frame(0, Array("lo".utf8))
        if octetWise { for byte in bytes { client.send([byte]) } } else { client.send(bytes) }
        #expect(client.readFrame() == TestFrame(opcode: 10, payload: [7]))
        #expect(client.readText() == "Hello")
    }

    @Test(
        "violations close with the right code",
        arguments: [
            ([0x81, 0x02, 0x61, 0x62], 1002), (RawClient.frame(3, []), 1002), (RawClient.frame(1, [0xC3, 0x28]), 1007),
            (RawClient.frame(0, [1]), 1002), (RawClient.frame(8, [3]), 1002), (RawClient.frame(9, [UInt8](repeating: 0, count: 126)), 1002),
            (RawClient.frame(2, [UInt8](repeating: 0, count: 2_000_000)), 1009),
        ] as [([UInt8], Int)])
    func violations(bytes: [UInt8], code: Int) throws {
        let client = try open(try Fixture())
        client.send(bytes)
        #expect(client.readFrame()?.closeCode == code)
        #expect(client.isAtEnd())
    }

    @Test("the peer's close is echoed and the server closes the connection first")
    func closes() throws {
        let client = try open(try Fixture())
        client.sendFrame(8, [0x0F, 0xA3])
        #expect(client.readFrame()?.closeCode == 4003)
        #expect(client.isAtEnd())
    }

    @Test(
        "agrees on the first subprotocol of the client's that is spoken",
        arguments: [("superchat, chat", "superchat"), ("x, chat", "chat"), ("x", nil)])
    func subprotocols(offer: String, chosen: String?) throws {
        let reply = try Fixture().client().upgrade("/socket", [("Sec-WebSocket-Protocol", offer)])
        #expect(reply.status == 101)
        #expect(reply["sec-websocket-protocol"] == chosen)
    }

    @Test("faulty handshakes are refused with what would be right")
    func faultyHandshakes() throws {
        let fixture = try Fixture()
        let old = try fixture.client().request(
            "GET", "/socket",
            [
                ("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "8"),
                ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ])
        #expect(old.status == 426)
        #expect(old["sec-websocket-version"] == "13")
        let keyless = try fixture.client().request(
            "GET", "/socket", [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13")])
        #expect(keyless.status == 400)
    }

    @Test("a silent socket is pinged, and dropped when it stays silent")
    func keepAlive() throws {
        let client = try open(
            try Fixture {
                $0.timeouts.webSocketPing = .seconds(1)
                $0.timeouts.webSocketPong = .seconds(1)
            })
        #expect(client.readFrame()?.opcode == 9)
        #expect(client.isAtEnd())
    }
}
