import WayleaveBytes

/// Socket ids: public names of sockets, also the names of their own rooms.
enum SocketID {
    /// 15 random bytes as 20 URL-safe characters, unrelated to the session's secret id.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        let words: (UInt64, UInt64) = (generator.next(), generator.next())
        var writer = ByteWriter(capacity: 32)
        withUnsafeBytes(of: words) { Base64.encode(UnsafeRawBufferPointer(rebasing: $0[..<15]), into: &writer, urlSafe: true) }
        return writer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}
