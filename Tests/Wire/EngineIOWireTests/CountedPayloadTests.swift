import Testing
import WayleaveBytes
import WayleaveEngineIOWire

@Suite("Engine.IO payloads of revision 3")
struct CountedPayloadTests {
    /// The packets of a payload: `message:text`, binary data as numbers, the error at its end.
    private func packets(_ payload: [UInt8], isBinary: Bool = false) -> [String] {
        var seen: [String] = []
        let take = { (type: EnginePacketType, data: RawSpan, isBinary: Bool) in
            let bytes = data.withUnsafeBytes { Array($0) }
            seen.append("\(type):" + (isBinary ? "\(bytes)" : String(decoding: bytes, as: UTF8.self)))
            return true
        }
        do {
            if isBinary {
                try CountedPayload.forEachPacket(inBinary: payload.span.bytes, take)
            } else {
                try CountedPayload.forEachPacket(inText: payload.span.bytes, take)
            }
        } catch { seen.append("\(error)") }
        return seen
    }

    private func packets(_ payload: String) -> [String] { packets(Array(payload.utf8)) }

    @Test("in text, lengths count UTF-16 code units and binary is base64")
    func text() {
        #expect(packets("6:4hello2:4€") == ["message:hello", "message:€"])
        #expect(packets("3:4😀1:2") == ["message:😀", "ping:"])
        #expect(packets("2:4€10:b4AQIDBA==") == ["message:€", "message:[1, 2, 3, 4]"])
        #expect(packets("0:1:6") == ["noop:"])
    }

    @Test("in binary, lengths count bytes")
    func binary() {
        #expect(
            packets([0, 4, 0xFF, 0x34, 0xE2, 0x82, 0xAC, 1, 5, 0xFF, 4, 1, 2, 3, 4], isBinary: true)
                == ["message:€", "message:[1, 2, 3, 4]"])
        #expect(packets([0, 1, 2, 0xFF] + Array("4hello world".utf8), isBinary: true) == ["message:hello world"])
        #expect(packets([0, 9, 0xFF] + Array("b4AQIDBA".utf8), isBinary: true).last?.contains("fit") == true)
    }

    @Test(
        "what does not fit its length is an error, after the packets before it",
        arguments: [
            "", "abc", "5:4hello", "7:4hello", ":4", "x:4", "1", "1:4x", "2:4😀", "9999999999:4", "1:8", "4:b4@@", "1:b", "-1:4", " 1:4",
        ])
    func faultyText(payload: String) {
        #expect(packets(payload).last?.contains("ngine.IO") == true)
        #expect(packets("2:4a" + payload).first == "message:a")
    }

    @Test(
        "and so it is in binary",
        arguments: [
            [], [2, 1, 0xFF, 0x34], [0], [0, 1], [0, 0xFF, 0x34], [0, 10, 0xFF, 0x34], [0, 2, 0xFF, 0x34], [1, 1, 0xFF, 7], [1, 0, 0xFF],
            [0, 2, 0xFF, 0x34, 0x80], [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0xFF, 0x34],
        ] as [[UInt8]])
    func faultyBinary(payload: [UInt8]) {
        #expect(packets(payload, isBinary: true).last?.contains("ngine.IO") == true)
    }

    @Test("what is written is read again, in every form")
    func roundTrip() {
        let text = Array("4€😀x".utf8)
        let message: [UInt8] = [0, 255, 4]
        var counted = ByteWriter()
        text.withUnsafeBytes { CountedPayload.append(text: $0, into: &counted) }
        message.withUnsafeBytes { CountedPayload.append(base64: $0, into: &counted) }
        #expect(String(decoding: counted.copyBytes(), as: UTF8.self) == "5:4€😀x6:b4AP8E")
        #expect(packets(counted.copyBytes()) == ["message:€😀x", "message:[0, 255, 4]"])
        var binary = ByteWriter()
        text.withUnsafeBytes { CountedPayload.append(textInBinary: $0, into: &binary) }
        message.withUnsafeBytes { CountedPayload.append(binary: $0, into: &binary) }
        #expect(binary.copyBytes() == [0, 9, 0xFF] + text + [1, 4, 0xFF, 4, 0, 255, 4])
        #expect(packets(binary.copyBytes(), isBinary: true) == ["message:€😀x", "message:[0, 255, 4]"])
    }

    @Test("reading ends when the reader has had enough")
    func stop() throws {
        var count = 0
        try CountedPayload.forEachPacket(inText: Array("1:21:21:9".utf8).span.bytes) { _, _, _ in
            count += 1
            return count < 2
        }
        #expect(count == 2)
    }

    @Test("no bytes of any length make the reader do anything but read or refuse")
    func garbage() {
        var generator = SystemRandomNumberGenerator()
        let alphabet: [UInt8] = Array("0123456789:b4".utf8) + [0, 1, 2, 255, 0xE2, 0x82, 0xF0, 0x9F]
        for length in 0..<400 {
            let bytes = (0..<length).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
            _ = packets(bytes)
            _ = packets(bytes, isBinary: true)
        }
    }
}
