import Testing
import WayleaveBytes

@Suite struct Base64Tests {
    static let vectors: [(String, String)] = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]

    @Test("encodes the vectors of RFC 4648 § 10", arguments: vectors)
    func encodes(plain: String, encoded: String) {
        var writer = ByteWriter()
        Array(plain.utf8).withUnsafeBytes { Base64.encode($0, into: &writer) }
        #expect(String(decoding: writer.copyBytes(), as: UTF8.self) == encoded)
    }

    @Test("decodes the vectors with and without padding", arguments: vectors)
    func decodes(plain: String, encoded: String) {
        let bare = encoded.filter { $0 != "=" }
        for text in [encoded, bare] {
            #expect(Array(text.utf8).withUnsafeBytes { Base64.decode($0) } == Array(plain.utf8))
        }
    }

    @Test(
        "refuses letters outside the alphabet, impossible lengths and padding in the middle",
        arguments: ["Zg=a", "Z", "Zm9v!", "Zm 9", "=", "Zg==Zg=="])
    func refuses(text: String) {
        #expect(Array(text.utf8).withUnsafeBytes { Base64.decode($0) } == nil)
    }
}
