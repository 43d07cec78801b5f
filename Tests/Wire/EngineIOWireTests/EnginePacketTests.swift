import Testing
import WayleaveBytes
import WayleaveEngineIOWire

@Suite("Engine.IO packets")
struct EnginePacketTests {
    @Test("a packet is its digit and the rest")
    func packet() throws {
        let bytes = Array("2probe".utf8)
        let packet = try EnginePacket(text: bytes.span.bytes)
        let type = packet.type
        let isProbe = packet.dataEquals("probe")
        let isProb = packet.dataEquals("prob")
        #expect(type == .ping)
        #expect(isProbe)
        #expect(!isProb)
    }

    @Test("base64 messages go back and forth")
    func base64() throws {
        let binary: [UInt8] = [0, 1, 254, 255]
        var writer = ByteWriter()
        binary.withUnsafeBytes { EnginePacket.appendBase64($0, into: &writer) }
        let text = writer.copyBytes()
        #expect(text == Array("bAAH+/w==".utf8))
        #expect(EnginePacket.base64Count(of: binary.count) == text.count)
        let isBase64 = EnginePacket.isBase64(text.span.bytes)
        let decoded = try EnginePacket.decodeBase64(text.span.bytes)
        #expect(isBase64)
        #expect(decoded == binary)
    }

    @Test("the open packet has exactly the five members, in the reference's order")
    func handshake() {
        var writer = ByteWriter()
        let handshake = EngineHandshake(
            sid: "gAd1k1DXTmDyGWEsAAAA", offersWebSocket: true, pingInterval: 500, pingTimeout: 3000, maxPayload: 1_000_000)
        handshake.write(into: &writer)
        #expect(
            String(decoding: writer.copyBytes(), as: UTF8.self)
                == #"0{"sid":"gAd1k1DXTmDyGWEsAAAA","upgrades":["websocket"],"pingInterval":500,"pingTimeout":3000,"maxPayload":1000000}"#)
        writer.removeAll()
        EngineHandshake(sid: "a", offersWebSocket: false, pingInterval: 1, pingTimeout: 2, maxPayload: 3).write(into: &writer)
        #expect(
            String(decoding: writer.copyBytes(), as: UTF8.self)
                == #"0{"sid":"a","upgrades":[],"pingInterval":1,"pingTimeout":2,"maxPayload":3}"#)
    }
}
