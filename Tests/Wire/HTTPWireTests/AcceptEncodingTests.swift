import Testing
import WayleaveHTTPWire

@Suite struct AcceptEncodingTests {
    private func verdict(_ lines: String...) -> AcceptEncoding.Verdict {
        var accepted = AcceptEncoding()
        for line in lines { Array(line.utf8).withUnsafeBytes { accepted.take($0) } }
        return accepted.verdict
    }

    @Test(
        "the client's favourite among gzip and deflate is chosen",
        arguments: [
            ("gzip, deflate, br", .gzip), ("deflate", .deflate), ("GZip", .gzip), ("x-gzip", .gzip), ("*", .gzip),
            ("deflate, gzip", .gzip), ("gzip;q=0.5, deflate;q=0.8", .deflate), ("gzip ; q=0.001", .gzip), ("gzip;q=1.000", .gzip),
            ("gzip;q=0, *", .deflate), ("gzip;q=0, deflate;q=0, *", nil), ("br", nil), ("", nil), ("identity", nil), ("*;q=0", nil),
            ("gzip;q=0", nil), ("identity;q=1, gzip;q=0.5", nil), ("identity;q=0.5, gzip;q=0.5", .gzip), ("gzip;q=0.000", nil),
            ("identity;q=0", nil), ("identity;q=0, *", .gzip),
        ] as [(String, ContentCoding?)])
    func choice(line: String, expected: ContentCoding?) { #expect(verdict(line).choice == expected, "\(line)") }

    @Test(
        "malformed weights are passed over",
        arguments: ["gzip;q=2", "gzip;q=1.5", "gzip;q=0.1234", "gzip;q=", "gzip;x=1", "gzip;q=-1", ";q=1", "gzip;q=a"])
    func malformed(line: String) {
        #expect(verdict(line).choice == nil)
        #expect(verdict("\(line), deflate;q=0.1").choice == .deflate)
    }

    @Test("identity is refused only by name or by a star")
    func identity() {
        for line in ["identity;q=0", "*;q=0", "gzip, *;q=0", "gzip, identity;q=0.000"] { #expect(verdict(line).refusesIdentity, "\(line)") }
        for line in ["", "gzip", "gzip;q=0", "identity, *;q=0", "*;q=0.1"] { #expect(!verdict(line).refusesIdentity, "\(line)") }
    }

    @Test("several lines are one list")
    func lines() { #expect(verdict("br", "deflate;q=0.3", "gzip;q=0.2").choice == .deflate) }
}
