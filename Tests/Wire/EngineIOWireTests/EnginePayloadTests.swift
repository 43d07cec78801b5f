import Testing
import WayleaveBytes
import WayleaveEngineIOWire

@Suite("Polling payloads")
struct EnginePayloadTests {
    private struct Read: Equatable {
        var type: EnginePacketType
        var data: [UInt8]
        var isBinary = false
    }

    private func read(_ payload: [UInt8]) -> (packets: [Read], error: EnginePacketError?) {
        var packets: [Read] = []
        do {
            try EnginePayload.forEachPacket(in: payload.span.bytes) { type, data, isBinary in
                packets.append(Read(type: type, data: data.withUnsafeBytes { Array($0) }, isBinary: isBinary))
                return packets.count < 100
            }
            return (packets, nil)
        } catch {
            return (packets, error)
        }
    }

    private func read(_ payload: String) -> (packets: [Read], error: EnginePacketError?) { read(Array(payload.utf8)) }

    @Test("one packet is its type digit and its data")
    func onePacket() {
        #expect(read("4hello €").packets == [Read(type: .message, data: Array("hello €".utf8))])
        #expect(read("3").packets == [Read(type: .pong, data: [])])
    }

    @Test("packets are joined by the record separator")
    func severalPackets() {
        let result = read("4test1\u{1e}4test2\u{1e}3\u{1e}4")
        #expect(
            result.packets == [
                Read(type: .message, data: Array("test1".utf8)), Read(type: .message, data: Array("test2".utf8)),
                Read(type: .pong, data: []), Read(type: .message, data: []),
            ])
        #expect(result.error == nil)
    }

    @Test("binary messages are 'b' and base64, without a type digit")
    func binary() {
        let result = read("4hello\u{1e}bAQIDBA==\u{1e}b")
        #expect(
            result.packets == [
                Read(type: .message, data: Array("hello".utf8)), Read(type: .message, data: [1, 2, 3, 4], isBinary: true),
                Read(type: .message, data: [], isBinary: true),
            ])
    }

    @Test("what is no packet is an error, after the packets before it were handed out")
    func garbage() {
        #expect(read("abc").error == .unknownType(UInt8(ascii: "a")))
        #expect(read("").error == .empty)
        #expect(read("7").error == .unknownType(UInt8(ascii: "7")))
        #expect(read("b===").error == .invalidBase64)
        #expect(read("bAQI!").error == .invalidBase64)
        #expect(read([0x34, 0xFF]).error == .invalidUTF8)
        let late = read("4first\u{1e}")
        #expect(late.packets == [Read(type: .message, data: Array("first".utf8))])
        #expect(late.error == .empty)
    }

    @Test("reading ends when the reader has had enough")
    func stop() throws {
        var count = 0
        try EnginePayload.forEachPacket(in: Array("4\u{1e}4\u{1e}x".utf8).span.bytes) { _, _, _ in
            count += 1
            return count < 2
        }
        #expect(count == 2)
    }

    @Test("no bytes of any length make the reader do anything but read or refuse")
    func anything() {
        var generator = SystemRandomNumberGenerator()
        let letters = Array("0123456789b=\u{1e}AQ".utf8)
        for _ in 0..<2000 {
            let payload = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? 0 }
            let result = read(payload)
            #expect(result.error != nil || !result.packets.isEmpty)
        }
    }
}
