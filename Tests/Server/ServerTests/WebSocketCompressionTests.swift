import TestClient
import Testing
import WayleaveServer

@Suite struct WebSocketCompressionTests {
    /// A client of a server that echoes, and what was agreed on.
    private func open(
        _ offer: String = "permessage-deflate", maxMessageBytes: Int = 1 << 20, _ configure: (inout WebSocketCompression) -> Void = { _ in }
    ) throws -> (client: RawClient, agreed: String?) {
        var compression = WebSocketCompression()
        compression.threshold = 0
        configure(&compression)
        let settings = compression
        let fixture = try Fixture {
            $0.webSocket("/deflate", maxMessageBytes: maxMessageBytes, compression: settings) { socket in
                socket.onMessage { socket.send($0) }
            }
        }
        let client = try fixture.client()
        let reply = try client.upgrade("/deflate", [("Sec-WebSocket-Extensions", offer)])
        #expect(reply.status == 101)
        return (client, reply["sec-websocket-extensions"])
    }

    private static let lines = (0..<30).map { i in
        Array(String(repeating: "{\"type\":\"chat\",\"id\":\(i),\"text\":\"hello hello \(i * i)\"}", count: 1 + i * i / 3).utf8)
    }

    @Test("a server that was not told to compress declines every offer")
    func off() throws {
        let client = try Fixture().client()
        #expect(try client.upgrade("/socket", [("Sec-WebSocket-Extensions", "permessage-deflate")])["sec-websocket-extensions"] == nil)
        client.sendFrame(1, ClientDeflate().compress([104, 105]), compressed: true)
        #expect(client.readFrame()?.closeCode == 1002)
    }

    @Test(
        "messages are echoed with and without contexts on either side",
        arguments: [WebSocketCompression.Compressors.shared, .dedicated], [false, true])
    func contexts(compressors: WebSocketCompression.Compressors, client keeps: Bool) throws {
        let (client, agreed) = try open {
            $0.compressors = compressors
            $0.keepsClientContext = keeps
        }
        #expect(agreed?.contains("server_no_context_takeover") == (compressors == .shared))
        #expect(agreed?.contains("client_no_context_takeover") == !keeps)
        let deflate = ClientDeflate()
        for message in Self.lines {
            client.sendFrame(1, deflate.compress(message, keep: keeps), compressed: true)
            let frame = try #require(client.readFrame())
            #expect(frame.isCompressed)
            #expect(try deflate.decompress(frame.payload, keep: compressors == .dedicated) == message)
        }
    }

    @Test("windows of every size are kept to on both sides", arguments: 9...15)
    func windows(bits: Int) throws {
        let (client, agreed) = try open("permessage-deflate; server_max_window_bits=\(bits); client_max_window_bits=\(bits)") {
            $0.compressors = .dedicated
            $0.keepsClientContext = true
        }
        #expect(agreed?.contains("server_max_window_bits=\(bits)") == true)
        let deflate = ClientDeflate(windowBits: Int32(bits), peerWindowBits: Int32(bits))
        for message in Self.lines + Self.lines {
            client.sendFrame(2, deflate.compress(message), compressed: true)
            let frame = try #require(client.readFrame())
            #expect(try deflate.decompress(frame.payload) == message)
        }
    }

    @Test(
        "the client's context survives fragments, control frames between them, plain and empty messages, octet by octet too",
        arguments: [false, true])
    func mixture(octetWise: Bool) throws {
        let (client, _) = try open { $0.keepsClientContext = true }
        let deflate = ClientDeflate()
        let message = Self.lines[20]
        for round in 0..<3 {
            let payload = deflate.compress(message)
            let third = payload.count / 3
            var bytes = RawClient.frame(1, Array(payload[..<third]), isFinal: false, compressed: true)
            bytes += RawClient.frame(9, [UInt8(round)])
            bytes += RawClient.frame(0, Array(payload[third..<(2 * third)]), isFinal: false)
            bytes += RawClient.frame(0, [], isFinal: false)
            bytes += RawClient.frame(0, Array(payload[(2 * third)...]))
            bytes += RawClient.frame(1, Array("plain".utf8))
            bytes += RawClient.frame(1, deflate.compress([]), compressed: true)
            if octetWise { for byte in bytes { client.send([byte]) } } else { client.send(bytes) }
            #expect(client.readFrame() == TestFrame(opcode: 10, payload: [UInt8(round)]))
            let echo = try #require(client.readFrame())
            #expect(try deflate.decompress(echo.payload, keep: false) == message)
            _ = client.readFrame()
            #expect(client.readFrame() == TestFrame(opcode: 1, payload: []))
        }
    }

    @Test("messages from the threshold on are compressed, shorter ones and those that would grow are not")
    func threshold() throws {
        let (client, _) = try open { $0.threshold = 100 }
        let deflate = ClientDeflate()
        for (count, isCompressed) in [(99, false), (100, true), (101, true)] {
            client.sendFrame(2, [UInt8](repeating: 7, count: count))
            #expect(client.readFrame()?.isCompressed == isCompressed)
        }
        let noise = (0..<1_000).map { _ in UInt8.random(in: 0...255) }
        client.sendFrame(2, deflate.compress(noise, keep: false), compressed: true)
        #expect(client.readFrame() == TestFrame(opcode: 2, payload: noise))
    }

    @Test("a kept server context survives data that cannot be compressed")
    func noiseWithContext() throws {
        let (client, _) = try open { $0.compressors = .dedicated }
        let deflate = ClientDeflate()
        for count in [1, 125, 126, 127, 65_530, 65_536, 100] {
            let noise = (0..<count).map { _ in UInt8.random(in: 0...255) }
            client.sendFrame(2, noise)
            let frame = try #require(client.readFrame())
            #expect(try deflate.decompress(frame.payload) == noise)
        }
    }

    @Test("a message can be sent plain although compression was agreed on")
    func optOut() throws {
        let fixture = try Fixture {
            var compression = WebSocketCompression()
            compression.threshold = 0
            $0.webSocket("/plain", compression: compression) { socket in
                socket.onMessage { _ in
                    socket.send(String(repeating: "secret ", count: 300), compress: false)
                    socket.send(String(repeating: "known ", count: 300))
                }
            }
        }
        let client = try fixture.client()
        _ = try client.upgrade("/plain", [("Sec-WebSocket-Extensions", "permessage-deflate")])
        client.sendText("go")
        #expect(client.readFrame()?.isCompressed == false)
        #expect(client.readFrame()?.isCompressed == true)
    }

    @Test("text is validated after inflation, bad data and what is too large close with the right code")
    func failures() throws {
        let bad = ClientDeflate().compress([0x61, 0xC3, 0x28])
        let zeros = ClientDeflate().compress([UInt8](repeating: 0, count: 4 << 20))
        for (payload, code) in [(bad, 1007), ([0xFF, 0xFF], 1007), ([UInt8](), 1007), (zeros, 1009)] {
            let (client, _) = try open()
            client.sendFrame(1, payload, compressed: true)
            #expect(client.readFrame()?.closeCode == code, "\(payload.prefix(4))")
            #expect(client.isAtEnd())
        }
        let (client, _) = try open(maxMessageBytes: 64 << 20)
        client.sendFrame(2, zeros, compressed: true)
        #expect(client.readFrame()?.closeCode == 1009, "it grew by more than the ratio")
    }

    @Test("a message of just the limit passes, compressed or not")
    func exactLimit() throws {
        let (client, _) = try open(maxMessageBytes: 100_000) { $0.threshold = 1 }
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255) }
        client.sendFrame(2, ClientDeflate().compress(noise), compressed: true)
        #expect(client.readFrame()?.payload == noise)
        client.sendFrame(2, ClientDeflate().compress(noise + [1]), compressed: true)
        #expect(client.readFrame()?.closeCode == 1009)
    }

    @Test("messages that end their stream are read, and later ones may refer to them")
    func finalBlocks() throws {
        let (client, _) = try open { $0.keepsClientContext = true }
        let deflate = ClientDeflate()
        for message in Self.lines.prefix(4) {
            client.sendFrame(1, deflate.compressFinally(message), compressed: true)
            let frame = try #require(client.readFrame())
            #expect(try deflate.decompress(frame.payload, keep: false) == message)
        }
    }

    @Test("RSV1 on anything but the first frame of a message breaks the protocol")
    func misplacedBit() throws {
        for frames in [
            RawClient.frame(9, [1], compressed: true),
            RawClient.frame(1, [97], isFinal: false) + RawClient.frame(0, [98], compressed: true),
        ] {
            let (client, _) = try open()
            client.send(frames)
            #expect(client.readFrame()?.closeCode == 1002)
        }
    }

    @Test("settings that cannot work are named before the server listens")
    func faults() throws {
        var compression = WebSocketCompression()
        compression.serverWindowBits = 8
        compression.level = 10
        compression.maxRatio = 0
        var server = Server()
        server.webSocket("/", compression: compression) { _ in }
        let error = #expect(throws: ServerConfigurationError.self) { try server.start(port: 0) }
        #expect(error?.faults.map(\.code) == ["compression-out-of-range", "compression-out-of-range", "compression-out-of-range"])
    }
}
