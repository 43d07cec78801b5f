import Testing
import WayleaveBytes
import WayleaveDeflate

@Suite struct StreamTests {
    private let text = Array(String(repeating: "All work and no play. ", count: 5_000).utf8)

    private func compress(_ bytes: [UInt8], _ format: DeflateFormat) throws -> [UInt8] {
        let deflater = try #require(Deflater(format))
        var writer = ByteWriter()
        bytes.withUnsafeBytes { _ = deflater.compress($0, flush: .finish, into: &writer) }
        return writer.copyBytes()
    }

    @Test("gzip, zlib and raw streams begin as they should and come out as they went in", arguments: [DeflateFormat.gzip, .zlib, .raw])
    func formats(format: DeflateFormat) throws {
        let compressed = try compress(text, format)
        switch format {
        case .gzip: #expect(compressed.starts(with: [0x1F, 0x8B, 0x08]))
        case .zlib: #expect(compressed[0] == 0x78)
        case .raw: break
        }
        let inflater = try #require(Inflater(format))
        var writer = ByteWriter()
        let outcome = compressed.withUnsafeBytes { inflater.inflate($0, limits: InflateLimits(maxBytes: 1 << 20), into: &writer) }
        #expect(outcome == .ended(unused: 0))
        #expect(writer.copyBytes() == text)
    }

    @Test("input may come byte by byte, and what stands behind the end is told")
    func pieces() throws {
        let compressed = try compress(text, .gzip) + [1, 2, 3]
        let inflater = try #require(Inflater(.gzip))
        var writer = ByteWriter()
        for (i, byte) in compressed.dropLast(3).enumerated() {
            let outcome = [byte].withUnsafeBytes { inflater.inflate($0, limits: InflateLimits(maxBytes: 1 << 20), into: &writer) }
            #expect(outcome == (i == compressed.count - 4 ? .ended(unused: 0) : .done))
        }
        #expect(writer.copyBytes() == text)
        inflater.reset()
        writer.removeAll()
        let whole = compressed.withUnsafeBytes { inflater.inflate($0, limits: InflateLimits(maxBytes: 1 << 20), into: &writer) }
        #expect(whole == .ended(unused: 3))
    }

    @Test("output stops at the limits, and no more than the limit is held")
    func limits() throws {
        let compressed = try compress([UInt8](repeating: 0, count: 4 << 20), .gzip)
        let inflater = try #require(Inflater(.gzip))
        var writer = ByteWriter()
        let small = compressed.withUnsafeBytes { inflater.inflate($0, limits: InflateLimits(maxBytes: 100_000), into: &writer) }
        #expect(small == .tooLarge)
        #expect(writer.count == 100_000)
        inflater.reset()
        writer.removeAll()
        let steep = compressed.withUnsafeBytes {
            inflater.inflate($0, limits: InflateLimits(maxBytes: 1 << 30, maxRatio: 100), into: &writer)
        }
        #expect(steep == .ratioExceeded)
        #expect(writer.count < 2 << 20)
    }

    @Test("each flush lets everything out that went in")
    func flushes() throws {
        let deflater = try #require(Deflater(.gzip))
        let inflater = try #require(Inflater(.gzip))
        for i in 0..<50 {
            let line = Array("data: \(i)\n\n".utf8)
            var compressed = ByteWriter()
            line.withUnsafeBytes { _ = deflater.compress($0, flush: .sync, into: &compressed) }
            var output = ByteWriter()
            compressed.withUnsafeBytes { _ = inflater.inflate($0, limits: InflateLimits(maxBytes: 1 << 20), into: &output) }
            #expect(output.copyBytes() == line)
        }
    }

    @Test("garbage is invalid, for gzip's checksum too")
    func garbage() throws {
        var compressed = try compress(text, .gzip)
        compressed[compressed.count - 6] ^= 1
        let inflater = try #require(Inflater(.gzip))
        var writer = ByteWriter()
        let outcome = compressed.withUnsafeBytes { inflater.inflate($0, limits: InflateLimits(maxBytes: 1 << 20), into: &writer) }
        #expect(outcome == .invalid)
    }
}
