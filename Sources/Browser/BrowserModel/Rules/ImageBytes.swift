/// Recognises images by their first bytes (MIME Sniffing § image type pattern matching).
enum ImageBytes {
    private static let signatures: [[UInt8]] = [
        [0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8), Array("RIFF".utf8), Array("BM".utf8), [0, 0, 1, 0],
    ]

    static func isImage(_ body: [UInt8], type: String?) -> Bool {
        if let type, MIMEType.essence(type) == "image/svg+xml" { return !body.isEmpty }
        return signatures.contains { body.starts(with: $0) }
    }
}
