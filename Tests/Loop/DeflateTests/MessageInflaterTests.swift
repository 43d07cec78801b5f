import Testing
import WayleaveBytes
import WayleaveDeflate

@Suite struct MessageInflaterTests {
    /// Compresses messages as a client does; the context is kept from one to the next.
    private func payloads(_ messages: [[UInt8]], level: Int = 6, windowBits: Int = 15, keep: Bool = true) throws -> [[UInt8]] {
        let deflater = try #require(Deflater(.raw, level: level, windowBits: windowBits))
        return messages.map { message in
            if !keep { deflater.reset() }
            var writer = ByteWriter()
            message.withUnsafeBytes { _ = deflater.compress($0, flush: .sync, into: &writer) }
            return message.isEmpty ? [0] : Array(writer.copyBytes().dropLast(4))
        }
    }

    private func inflate(
        _ payload: [UInt8], window: [UInt8] = [], limits: InflateLimits = InflateLimits(maxBytes: 1 << 20), _ inflater: MessageInflater
    ) throws(MessageInflater.Failure) -> [UInt8] {
        let result = payload.withUnsafeBytes { payload in
            window.withUnsafeBytes { window in
                Result { () throws(MessageInflater.Failure) in [UInt8](try inflater.inflate(payload, window: window, limits: limits)) }
            }
        }
        if let message = try? result.get() { inflater.release(message.count) }
        return try result.get()
    }

    private func words(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: (state >> 33) % 23) + 97
        }
    }

    @Test("messages of any length come out as they went in", arguments: [0, 1, 2, 125, 1024, 65_535, 65_536, 300_000, 1 << 20])
    func roundTrip(count: Int) throws {
        let inflater = MessageInflater()
        for level in [1, 6, 9] {
            let message = words(count)
            let payload = try payloads([message], level: level)[0]
            #expect(try inflate(payload, inflater) == message)
        }
    }

    @Test("the examples of RFC 7692 § 7.2.3 are read")
    func examples() throws {
        let inflater = MessageInflater()
        let hello = Array("Hello".utf8)
        // § 7.2.3.1 to 7.2.3.5: plain, stored, with BFINAL, in two blocks.
        #expect(try inflate([0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00], inflater) == hello)
        #expect(try inflate([0xF2, 0x00, 0x11, 0x00, 0x00], window: hello, inflater) == hello)
        #expect(try inflate([0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00], inflater) == hello)
        #expect(try inflate([0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00], inflater) == hello)
        #expect(
            try inflate([0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00], inflater) == hello)
        // § 7.2.3.6: an empty message.
        #expect(try inflate([0x00], inflater) == [])
    }

    @Test("a window given as bytes is as good as a kept decompressor, at every size of window", arguments: 9...15)
    func windows(bits: Int) throws {
        let inflater = MessageInflater()
        let messages = (0..<40).map { words(50 + $0 * 37, seed: UInt64($0 % 5)) }
        var window: [UInt8] = []
        for (message, payload) in zip(messages, try payloads(messages, windowBits: bits)) {
            #expect(try inflate(payload, window: window, inflater) == message)
            window = Array((window + message).suffix(1 << bits))
        }
    }

    @Test("a bound is exact: the limit passes, one byte more does not")
    func limit() throws {
        let inflater = MessageInflater()
        for count in [1, 1000, 65_536, 300_000] {
            let payload = try payloads([words(count)])[0]
            #expect(try inflate(payload, limits: InflateLimits(maxBytes: count), inflater).count == count)
            #expect(throws: MessageInflater.Failure.tooLarge) {
                try inflate(payload, limits: InflateLimits(maxBytes: count - 1), inflater)
            }
        }
    }

    @Test("what grows suspiciously is refused at the limit, and inflated whole below it")
    func bombs() throws {
        let inflater = MessageInflater()
        let zeros = [UInt8](repeating: 0, count: 8 << 20)
        let payload = try payloads([zeros])[0]
        #expect(payload.count < 10_000)
        #expect(try inflate(payload, limits: InflateLimits(maxBytes: 8 << 20), inflater) == zeros)
        #expect(throws: MessageInflater.Failure.tooLarge) { try inflate(payload, limits: InflateLimits(maxBytes: (8 << 20) - 1), inflater) }
        #expect(throws: MessageInflater.Failure.ratioExceeded) {
            try inflate(payload, limits: InflateLimits(maxBytes: 16 << 20, maxRatio: 256), inflater)
        }
    }

    @Test("measuring first loses no context")
    func suspiciousWithContext() throws {
        let inflater = MessageInflater()
        let first = words(20_000)
        let second = first + [UInt8](repeating: 65, count: 4 << 20) + first
        let both = try payloads([first, second])
        #expect(try inflate(both[1], window: first, limits: InflateLimits(maxBytes: 8 << 20), inflater) == second)
    }

    @Test("bad data is refused, and does no harm to the next message")
    func garbage() throws {
        let inflater = MessageInflater()
        let good = try payloads([words(500)])[0]
        for bad: [UInt8] in [[0xFF], [0x07], [0x06, 0x01], [0x00, 0x05, 0x00, 0xFA], Array(good.dropLast(3)), [0x02, 0x01, 0x00]] {
            #expect(throws: MessageInflater.Failure.invalid) { try inflate(bad, inflater) }
            #expect(try inflate(good, inflater) == words(500))
        }
        // It refers to a context that is not there.
        let pair = try payloads([words(500), words(500)])
        #expect(throws: MessageInflater.Failure.invalid) { try inflate(pair[1], inflater) }
    }

    @Test("no bytes do more than fail")
    func fuzz() {
        let inflater = MessageInflater()
        for seed in 0..<2_000 {
            var bytes = words(1 + seed % 60, seed: UInt64(seed))
            for i in bytes.indices { bytes[i] = bytes[i] &* UInt8(truncatingIfNeeded: 37 + seed) &+ UInt8(truncatingIfNeeded: seed / 7) }
            if let message = try? inflate(bytes, limits: InflateLimits(maxBytes: 5_000), inflater) { #expect(message.count <= 5_000) }
        }
    }
}
