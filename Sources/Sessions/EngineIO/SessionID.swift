internal import WayleaveBytes

/// Session ids: secrets, as whoever knows one can read and write the session.
enum SessionID {
    /// 15 bytes of the system's random source as 20 URL-safe characters.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let words: (UInt64, UInt64) = (generator.next(), generator.next())
        var writer = ByteWriter(capacity: 32)
        withUnsafeBytes(of: words) { Base64.encode(UnsafeRawBufferPointer(rebasing: $0[..<15]), into: &writer, urlSafe: true) }
        return writer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether an id may be written into JSON and URLs as it is: 1 to 128 letters, digits, `-` and `_`.
    static func isWellFormed(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
