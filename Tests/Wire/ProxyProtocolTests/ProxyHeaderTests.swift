import Testing
import WayleaveProxyProtocol

/// PROXY headers: read strictly, in any pieces, and not a byte beyond their end.
@Suite struct ProxyHeaderTests {
    private static func v4(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, port: Int) -> ProxyHeader {
        ProxyHeader(.address(high: 0, low: 0xFFFF_0000_0000 | a << 24 | b << 16 | c << 8 | d, port: port))
    }

    /// What is read of `bytes` given in pieces of `size`, and how many bytes that took.
    private static func read(_ bytes: [UInt8], by size: Int) -> (result: ProxyHeaderParser.Result, used: Int) {
        var parser = ProxyHeaderParser()
        var used = 0
        while used < bytes.count {
            let piece = Array(bytes[used..<min(bytes.count, used + size)])
            let (taken, result) = piece.withUnsafeBytes { parser.take($0) }
            used += taken
            if result != .needMore { return (result, used) }
        }
        return (.needMore, used)
    }

    /// Reads `bytes` with something behind them, in pieces of every kind; all must agree.
    private static func read(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> ProxyHeaderParser.Result {
        let (whole, used) = read(bytes + Array("GET / HTTP/1.1\r\n".utf8), by: .max / 2)
        if case .complete = whole { #expect(used == bytes.count, "nothing behind the header is taken", sourceLocation: sourceLocation) }
        for size in [1, 2, 3, 16, 100] {
            let (pieces, usedInPieces) = read(bytes + Array("GET / HTTP/1.1\r\n".utf8), by: size)
            if case .complete = pieces { #expect(usedInPieces == used, sourceLocation: sourceLocation) }
            #expect(pieces == whole, "in pieces of \(size)", sourceLocation: sourceLocation)
        }
        return whole
    }

    @Test(
        "version 1 tells the client's address and port",
        arguments: [
            ("PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n", v4(192, 0, 2, 1, port: 56_324)),
            ("PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", v4(255, 255, 255, 255, port: 65_535)),
            ("PROXY TCP4 0.0.0.0 0.0.0.0 0 0\r\n", v4(0, 0, 0, 0, port: 0)),
            (
                "PROXY TCP6 2001:db8::1 ::1 4711 443\r\n",
                ProxyHeader(.address(high: 0x2001_0db8_0000_0000, low: 1, port: 4711))
            ),
            (
                "PROXY TCP6 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff 65535 65535\r\n",
                ProxyHeader(.address(high: .max, low: .max, port: 65_535))
            ),
            ("PROXY TCP6 ::ffff:192.0.2.1 :: 1 2\r\n", v4(192, 0, 2, 1, port: 1)),
            ("PROXY UNKNOWN\r\n", ProxyHeader(.unknown)),
            ("PROXY UNKNOWN what ever 1 2 it says\r\n", ProxyHeader(.unknown)),
        ])
    func version1(line: String, expected: ProxyHeader) {
        #expect(Self.read(Array(line.utf8)) == .complete(expected))
    }

    @Test(
        "version 1 that could be read in two ways is refused",
        arguments: [
            "GET / HTTP/1.1\r\n", "proxy TCP4 1.2.3.4 1.2.3.4 1 2\r\n", "PROXY  TCP4 1.2.3.4 1.2.3.4 1 2\r\n",
            "PROXY TCP4 1.2.3.4 1.2.3.4 1 2 \r\n", "PROXY TCP4 1.2.3.4 1.2.3.4 1\r\n", "PROXY TCP4 1.2.3.4 1.2.3.4 01 2\r\n",
            "PROXY TCP4 1.2.3.4 1.2.3.4 65536 2\r\n", "PROXY TCP4 1.2.3.4 1.2.3.4 -1 2\r\n", "PROXY TCP4 1.2.3 1.2.3.4 1 2\r\n",
            "PROXY TCP4 1.2.3.04 1.2.3.4 1 2\r\n", "PROXY TCP4 1.2.3.256 1.2.3.4 1 2\r\n", "PROXY TCP4 ::1 ::1 1 2\r\n",
            "PROXY TCP6 1.2.3.4 1.2.3.4 1 2\r\n", "PROXY TCP6 :1 ::1 1 2\r\n", "PROXY TCP6 1::2::3 ::1 1 2\r\n",
            "PROXY TCP6 1:2:3 ::1 1 2\r\n",
            "PROXY TCP6 ::1 1:2:3:4:5:6:7:8:9 1 2\r\n", "PROXY TCP6 12345:: ::1 1 2\r\n", "PROXY TCP6 ::+1 ::1 1 2\r\n",
            "PROXY TCP6 fe80::1%eth0 ::1 1 2\r\n", "PROXY UDP4 1.2.3.4 1.2.3.4 1 2\r\n", "PROXY UNKNOWNX\r\n", "PROXY \r\n",
            "PROXY TCP4 1.2.3.4 1.2.3.4 1 2\rX",
            "PROXY UNKNOWN \(String(repeating: "x", count: 92))\r\n",
        ])
    func malformedVersion1(line: String) {
        #expect(Self.read(Array(line.utf8)) == .refused(""))
    }

    private static func version2(_ command: UInt8, _ family: UInt8, _ rest: [UInt8], length: Int? = nil) -> [UInt8] {
        let length = length ?? rest.count
        return [
            0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, command, family, UInt8(length >> 8),
            UInt8(length & 255),
        ]
            + rest
    }

    private static let addresses: [UInt8] = [192, 0, 2, 1, 198, 51, 100, 1, 0xDC, 0x04, 1, 0xBB]

    @Test("version 2 tells the same, and whether the client speaks TLS; other fields are passed over")
    func version2() {
        let client = Self.v4(192, 0, 2, 1, port: 56_324)
        var secure = client
        secure.isSecure = true
        #expect(Self.read(Self.version2(0x21, 0x11, Self.addresses)) == .complete(client))
        let authority: [UInt8] = [0x02, 0, 3] + Array("a.b".utf8)
        #expect(Self.read(Self.version2(0x21, 0x11, Self.addresses + authority)) == .complete(client))
        let tls: [UInt8] = [0x20, 0, 5, 0x01, 0, 0, 0, 0]
        #expect(Self.read(Self.version2(0x21, 0x11, Self.addresses + authority + tls)) == .complete(secure))
        let noTLS: [UInt8] = [0x20, 0, 5, 0x00, 0, 0, 0, 1]
        #expect(Self.read(Self.version2(0x21, 0x11, Self.addresses + noTLS)) == .complete(client))
        let six: [UInt8] =
            [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 0, count: 16) + [0x12, 0x67, 0, 80]
        #expect(
            Self.read(Self.version2(0x21, 0x21, six)) == .complete(ProxyHeader(.address(high: 0x2001_0db8_0000_0000, low: 1, port: 4711))))
        #expect(Self.read(Self.version2(0x21, 0x31, [UInt8](repeating: 0, count: 216))) == .complete(ProxyHeader(.unknown)))
        #expect(Self.read(Self.version2(0x21, 0x00, [1, 2, 3])) == .complete(ProxyHeader(.unknown)))
        #expect(Self.read(Self.version2(0x20, 0x11, [9, 9, 9])) == .complete(ProxyHeader(.proxy)))
        #expect(Self.read(Self.version2(0x20, 0x00, [])) == .complete(ProxyHeader(.proxy)))
        #expect(
            Self.read(Self.version2(0x21, 0x11, Self.addresses + [0x04, 0x01, 0xF9] + [UInt8](repeating: 0, count: 505)))
                == .complete(client))
    }

    @Test("version 2 that is malformed, not of a stream or longer than 536 bytes is refused")
    func malformedVersion2() {
        for bytes in [
            Self.version2(0x11, 0x11, Self.addresses), Self.version2(0x22, 0x11, Self.addresses), Self.version2(0x21, 0x12, Self.addresses),
            Self.version2(0x21, 0x41, Self.addresses), Self.version2(0x21, 0x11, [1, 2, 3]), Self.version2(0x21, 0x21, Self.addresses),
            Self.version2(0x21, 0x31, Self.addresses), Self.version2(0x21, 0x11, Self.addresses + [1, 0]),
            Self.version2(0x21, 0x11, Self.addresses + [1, 0, 9, 1]), Self.version2(0x21, 0x11, Self.addresses, length: 521),
            Self.version2(0x20, 0x00, [], length: 0xFFFF), [0x0D, 0x0A, 0x0D, 0x0B],
        ] {
            #expect(Self.read(bytes + [UInt8](repeating: 0, count: 16)) == .refused(""))
        }
    }

    @Test("nonsense of any length neither stops the parser nor is taken for a header")
    func nonsense() {
        var state: UInt64 = 42
        func next() -> UInt8 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        for round in 0..<2_000 {
            var bytes = Self.version2(0x21, [0x11, 0x21, 0x31, 0x00][round % 4], (0..<Int(next())).map { _ in next() })
            for _ in 0..<3 { bytes[Int(next()) % bytes.count] = next() }
            let (whole, used) = Self.read(bytes, by: .max / 2)
            let (pieces, usedInPieces) = Self.read(bytes, by: 1)
            #expect(whole == pieces)
            if case .complete = pieces { #expect(used == usedInPieces) }
        }
    }
}
