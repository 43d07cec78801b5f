/// MessagePack's data model is JSON's with bytes and extensions added, so one index and one set of decoders serve both.
///
/// Format bytes are translated to the JSON character that begins a value of the same kind. Two extensions have one: timestamps, which
/// read as the ISO 8601 text that JSON would carry, and the one byte that JavaScript's notepack sends for `undefined`, which reads as null.
enum MessagePackFormat {
    static let binary = UInt8(ascii: "b")
    static let other = UInt8(ascii: "e")

    /// The JSON character for the value at `start`, which the scanner has validated.
    @inline(__always)
    static func character(_ start: UnsafePointer<UInt8>) -> UInt8 {
        switch start[0] {
        case ..<0x80, 0xCA...0xD3, 0xE0...: UInt8(ascii: "0")
        case ..<0x90: UInt8(ascii: "{")
        case ..<0xA0: UInt8(ascii: "[")
        case ..<0xC0, 0xD9...0xDB: UInt8(ascii: "\"")
        case 0xC0: UInt8(ascii: "n")
        case 0xC2: UInt8(ascii: "f")
        case 0xC3: UInt8(ascii: "t")
        case 0xC4...0xC6: binary
        case 0xDC, 0xDD: UInt8(ascii: "[")
        case 0xDE, 0xDF: UInt8(ascii: "{")
        default: character(ofExtension: start)
        }
    }

    private static func character(ofExtension start: UnsafePointer<UInt8>) -> UInt8 {
        let (type, payload) = extensionParts(start)
        if isTimestamp(type, payload.count) { return UInt8(ascii: "\"") }
        if type == 0, payload.count == 1, payload[0] == 0 { return UInt8(ascii: "n") }
        return other
    }

    /// The type and the payload of an extension.
    static func extensionParts(_ start: UnsafePointer<UInt8>) -> (type: Int8, payload: UnsafeBufferPointer<UInt8>) {
        let header: Int
        let count: Int
        switch start[0] {
        case 0xC7: (header, count) = (3, Int(start[1]))
        case 0xC8: (header, count) = (4, Int(bigEndian(start + 1, 2)))
        case 0xC9: (header, count) = (6, Int(bigEndian(start + 1, 4)))
        default: (header, count) = (2, 1 << Int(start[0] &- 0xD4))
        }
        return (Int8(bitPattern: start[header - 1]), UnsafeBufferPointer(start: start + header, count: count))
    }

    /// Type -1 of 4, 8 or 12 bytes as specified; type 0 of 8 bytes as older versions of notepack send it.
    static func isTimestamp(_ type: Int8, _ count: Int) -> Bool {
        type == -1 ? count == 4 || count == 8 || count == 12 : type == 0 && count == 8
    }

    /// The bytes of a string or of binary data, without the header.
    @inline(__always)
    static func payload(_ start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        let header: Int =
            switch start[0] {
            case ..<0xC0: 1
            case 0xC4, 0xD9: 2
            case 0xC5, 0xDA: 3
            default: 5
            }
        return UnsafeBufferPointer(start: start + header, count: end - start - header)
    }

    /// A big-endian number of `count` bytes, at most eight.
    @inline(__always)
    static func bigEndian(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<count { value = value &<< 8 | UInt64(start[index]) }
        return value
    }
}
