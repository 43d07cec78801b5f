import Testing
import WayleaveHTTPWire

@Suite struct ChunkedBodyDecoderTests {
    /// The body and the bytes consumed, or the status of the refusal.
    private func decode(_ text: String, limit: Int = 1_000, pieces: Int) -> String {
        var decoder = ChunkedBodyDecoder(maxBodyBytes: limit)
        var body: [UInt8] = []
        let bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            let end = min(place + pieces, bytes.count)
            switch bytes[place..<end].withUnsafeBytes({ decoder.decode($0, into: &body) }) {
            case .needMore: place = end
            case .done(let consumed): return "\(String(decoding: body, as: UTF8.self)) \(place + consumed)"
            case .refused(let refusal): return "\(refusal.status.code)"
            }
        }
        return "more"
    }

    @Test("bodies and refusals are the same for pieces of any size")
    func pieces() {
        let cases: [(String, String)] = [
            ("5;a=\"b\\\"c;\" ; d\r\nhello\r\n00A\r\n0123456789\r\n0\r\nX: y\r\n\r\nGET", "hello0123456789 52"),
            ("3E8\r\n\(String(repeating: "x", count: 1_000))\r\n0\r\n\r\n", "\(String(repeating: "x", count: 1_000)) 1012"),
            ("3E9\r\n", "413"), ("3E8\r\n\(String(repeating: "x", count: 1_000))\r\n1\r\n", "413"), ("FFFFFFFFFFFFFFFF\r\n", "413"),
            ("00000000000000001\r\n", "400"), ("5;\r\n", "400"), ("5;a=\r\n", "400"), ("5 a\r\n", "400"), ("5 \r\n", "400"),
            ("\r\n", "400"), ("0\r\n X: y\r\n\r\n", "400"), ("0\r\n: y\r\n\r\n", "400"), ("0\r\nX: y\rz", "400"), ("0\r\n\rX", "400"),
            ("1\r\na", "more"), ("0\r\n\r", "more"),
        ]
        for (text, expected) in cases {
            for size in [1, 2, 3, 7, 10_000] { #expect(decode(text, pieces: size) == expected, "\(text.debugDescription) by \(size)") }
        }
    }
}
