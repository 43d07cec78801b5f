import Testing
import WayleaveBytes
import WayleaveWebSocketWire

@Suite struct FrameReaderTests {
    /// Feeds `wire` in pieces of the given sizes, in turn, and lists the events as text: the same whether or not whole messages are
    /// read by the short cut.
    private func events(
        _ wire: [UInt8], pieces: [Int] = [Int.max], role: WebSocketRole = .server, limits: WebSocketLimits = WebSocketLimits(),
        allowsCompression: Bool = false
    ) -> [String] {
        let found = events(wire, pieces, role, limits, allowsCompression, wholeFirst: false)
        #expect(events(wire, pieces, role, limits, allowsCompression, wholeFirst: true) == found)
        return found
    }

    private func events(
        _ wire: [UInt8], _ pieces: [Int], _ role: WebSocketRole, _ limits: WebSocketLimits, _ allowsCompression: Bool, wholeFirst: Bool
    ) -> [String] {
        var reader = WebSocketFrameReader(role: role, limits: limits, allowsCompression: allowsCompression)
        var pending: [UInt8] = []
        var found: [String] = []
        var place = 0
        var turn = 0
        while place < wire.count {
            let end = place + min(pieces[turn % pieces.count], wire.count - place)
            pending += wire[place..<end]
            (place, turn) = (end, turn + 1)
            var offset = 0
            var needsMore = false
            while !needsMore {
                let rest = pending.count - offset
                let consumed = pending.withUnsafeMutableBytes { bytes in
                    if wholeFirst, let start = bytes.baseAddress, let whole = reader.nextWhole(start + offset, rest) {
                        found.append(describe(.message(isText: whole.isText, whole.payload)))
                        return whole.byteCount
                    }
                    let step = reader.next(UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]))
                    if case .needMore = step.event { needsMore = true } else { found.append(describe(step.event)) }
                    return step.consumed
                }
                #expect(consumed >= 0 && consumed <= rest)
                offset += consumed
            }
            pending.removeFirst(offset)
            #expect(pending.count <= WebSocketFrameReader.maxUnconsumedBytes)
        }
        return found
    }

    private func describe(_ event: WebSocketEvent) -> String {
        switch event {
        case .needMore: "more"
        case .message(let isText, let bytes): "\(isText ? "text" : "binary") \(hash(bytes))"
        case .compressedMessage(let isText, let bytes): "compressed \(isText ? "text" : "binary") \(hash(bytes))"
        case .ping(let bytes): "ping \(hash(bytes))"
        case .pong(let bytes): "pong \(hash(bytes))"
        case .close(let code, let reason): "close \(code?.description ?? "none") \(hash(reason))"
        case .failure(let code, _): "failure \(code)"
        }
    }

    private func hash(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.count <= 32, bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(decoding: bytes, as: UTF8.self) }
        return "\(bytes.count):\(bytes.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 })"
    }

    private func frame(_ first: UInt8, _ payload: [UInt8], key: UInt32? = 0x3D21_FA37) -> [UInt8] {
        var writer = ByteWriter()
        payload.withUnsafeBytes { WebSocketFrame.append(.text, $0, maskingKey: key, into: &writer) }
        var bytes = writer.copyBytes()
        bytes[0] = first
        return bytes
    }

    private func frame(_ first: UInt8, _ payload: String) -> [UInt8] { frame(first, Array(payload.utf8)) }

    @Test("the examples of RFC 6455 § 5.7 are read as it says")
    func examples() {
        #expect(events([0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]) == ["text Hello"])
        #expect(events([0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F], role: .client) == ["text Hello"])
        #expect(events([0x01, 0x03, 0x48, 0x65, 0x6C, 0x80, 0x02, 0x6C, 0x6F], role: .client) == ["text Hello"])
        #expect(events([0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F], role: .client) == ["ping Hello"])
        #expect(events([0x8A, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58]) == ["pong Hello"])
        let short = [0x82, 0x7E, 0x01, 0x00] + [UInt8](repeating: 7, count: 256)
        #expect(events(short, role: .client).first?.hasPrefix("binary 256:") == true)
        let long = [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0] + [UInt8](repeating: 7, count: 65_536)
        #expect(events(long, role: .client).first?.hasPrefix("binary 65536:") == true)
    }

    @Test("written frames of every length class are read back, masked and unmasked")
    func roundTrip() {
        for count in [0, 1, 7, 8, 31, 32, 33, 125, 126, 127, 65_535, 65_536, 70_001] {
            let payload = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let expected = ["binary \(payload.withUnsafeBytes { hash($0) })"]
            #expect(events(frame(0x82, payload)) == expected, "\(count)")
            #expect(events(frame(0x82, payload, key: nil), role: .client) == expected, "\(count)")
            #expect(frame(0x82, payload, key: nil).count == WebSocketFrame.headerCount(payloadCount: count) + count)
        }
    }

    @Test("random conversations give the same events however they are cut")
    func segmentation() {
        var random = SeededGenerator(seed: 6455)
        for _ in 0..<60 {
            var wire: [UInt8] = []
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let text = String(
                    repeating: ["a", "ä", "€", "😀"].randomElement(using: &random)!, count: Int.random(in: 0...90, using: &random))
                let payload = Array(text.utf8)
                if Bool.random(using: &random) {
                    wire += frame(Bool.random(using: &random) ? 0x81 : 0x82, payload)
                } else {
                    var place = 0
                    var first = true
                    while place < payload.count || first {
                        let end = min(payload.count, place + Int.random(in: 0...40, using: &random))
                        wire += frame(first ? 0x01 : 0x00, Array(payload[place..<end]))
                        if Int.random(in: 0..<4, using: &random) == 0 { wire += frame(0x89, "p\(place)") }
                        (place, first) = (end, false)
                    }
                    wire += frame(0x80, "")
                }
            }
            wire += frame(0x88, [0x03, 0xE8] + Array("bye".utf8))
            let whole = events(wire)
            #expect(whole.last == "close 1000 bye")
            #expect(events(wire, pieces: [1]) == whole)
            let pieces = (0..<7).map { _ in Int.random(in: 1...60, using: &random) }
            #expect(events(wire, pieces: pieces) == whole)
        }
    }

    @Test("frames against the protocol fail with their code, whole or octet by octet")
    func failures() {
        let overlong: [UInt8] = [0xC0, 0xAF]
        let cases: [(String, [UInt8], String)] = [
            ("unmasked", [0x81, 0x01, 0x41], "1002"), ("RSV1", frame(0xC1, "a"), "1002"), ("RSV2", frame(0xA1, "a"), "1002"),
            ("RSV3 control", frame(0x99, "a"), "1002"), ("opcode 3", frame(0x83, "a"), "1002"), ("opcode 11", frame(0x8B, "a"), "1002"),
            ("fragmented ping", frame(0x09, "a"), "1002"),
            ("long ping", frame(0x89, String(repeating: "a", count: 126)), "1002"),
            ("continuation alone", frame(0x80, "a"), "1002"), ("text in text", frame(0x01, "a") + frame(0x81, "b"), "1002"),
            ("length not minimal", [0x82, 0xFE, 0x00, 0x7D, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 125), "1002"),
            ("length not minimal, wide", [0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0], "1002"),
            ("length with its highest bit", [0x82, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "1002"),
            ("length of 2^63 - 1", [0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0], "1009"),
            ("length of 2^40", [0x82, 0xFF, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], "1009"),
            ("not UTF-8", frame(0x81, overlong), "1007"), ("cut character", frame(0x81, [0xE2, 0x82]), "1007"),
            ("not UTF-8 in a fragment", frame(0x01, "a") + frame(0x00, [0xED, 0xA0]), "1007"),
            ("cut character in fragments", frame(0x01, [0xE2]) + frame(0x80, [0x82]), "1007"),
            ("close of one byte", frame(0x88, [3]), "1002"), ("close reason not UTF-8", frame(0x88, [0x03, 0xE8] + overlong), "1007"),
        ]
        for (name, wire, code) in cases {
            #expect(events(wire) == ["failure \(code)"], "\(name)")
            #expect(events(wire + frame(0x81, "later"), pieces: [1]) == ["failure \(code)"], "\(name)")
        }
    }

    @Test("close codes are judged as RFC 6455 § 7.4 says")
    func closeCodes() {
        for code in [1000, 1001, 1002, 1003, 1007, 1011, 1013, 1014, 3000, 4999] {
            #expect(events(frame(0x88, [UInt8(code >> 8), UInt8(code & 255)])) == ["close \(code) "], "\(code)")
        }
        for code in [0, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65_535] {
            #expect(events(frame(0x88, [UInt8(code >> 8), UInt8(code & 255)])) == ["failure 1002"], "\(code)")
        }
        #expect(events(frame(0x88, "")) == ["close none "])
        #expect(events(frame(0x88, "") + frame(0x81, "late")) == ["close none "])
    }

    @Test("the message limit holds for the sum of the fragments, and before a payload arrives")
    func limits() {
        let limits = WebSocketLimits(maxMessageBytes: 10, maxFragments: 3)
        #expect(events(frame(0x82, "0123456789"), limits: limits) == ["binary 0123456789"])
        #expect(events(Array(frame(0x82, "0123456789a").prefix(6)), limits: limits) == ["failure 1009"])
        #expect(events(frame(0x02, "012345") + Array(frame(0x80, "6789a").prefix(6)), limits: limits) == ["failure 1009"])
        #expect(events(frame(0x02, "") + frame(0, "") + frame(0x80, "x"), limits: limits) == ["binary x"])
        #expect(events(frame(0x02, "") + frame(0, "") + frame(0, "") + frame(0x80, "x"), limits: limits) == ["failure 1008"])
    }

    @Test("invalid text fails at the first impossible octet, before its frame is complete")
    func earlyFailure() {
        let wire = Array(frame(0x81, Array("good ".utf8) + [0xF4, 0x90] + [UInt8](repeating: 65, count: 40)).prefix(6 + 7))
        #expect(events(wire) == ["failure 1007"])
    }

    @Test("RSV1 marks compressed messages only where it was agreed, on first frames")
    func compression() {
        #expect(events(frame(0xC1, [0xFF, 0x00]), allowsCompression: true).first?.hasPrefix("compressed text 2:") == true)
        #expect(events(frame(0x41, "a") + frame(0x80, "b"), allowsCompression: true) == ["compressed text ab"])
        #expect(events(frame(0x41, "a") + frame(0xC0, "b"), allowsCompression: true) == ["failure 1002"])
        #expect(events(frame(0xC9, "a"), allowsCompression: true) == ["failure 1002"])
    }

    @Test("any bytes at all end in events, never in a trap")
    func noise() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<2_000 {
            var wire = (0..<Int.random(in: 1...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            if Bool.random(using: &random) { wire[0] = [0x81, 0x82, 0x01, 0x89, 0x88].randomElement(using: &random)! }
            if wire.count > 1 { wire[1] |= 0x80 }
            #expect(events(wire) == events(wire, pieces: [1]))
        }
    }

    @Test("close frames carry a reason cut between characters, and no code that must not be sent")
    func closeWriter() {
        var writer = ByteWriter()
        WebSocketFrame.appendClose(.goingAway, reason: String(repeating: "€", count: 60), into: &writer)
        let bytes = writer.copyBytes()
        #expect(bytes.count == 2 + 2 + 123 && bytes[1] == 125 && bytes[2] == 0x03 && bytes[3] == 0xE9)
        writer.removeAll()
        WebSocketFrame.appendClose(WebSocketCloseCode(rawValue: 1006), into: &writer)
        #expect(writer.copyBytes() == [0x88, 0])
    }
}
