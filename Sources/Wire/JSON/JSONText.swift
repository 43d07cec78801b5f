package import WayleaveBytes

/// Writes JSON strings (RFC 8259 § 7) the way JavaScript's `JSON.stringify` does.
package enum JSONText {
    /// Appends `text` in quotation marks, escaped.
    @inline(__always)
    package static func append(_ text: String, to writer: inout ByteWriter) {
        // `withUTF8` needs a copy to change, which costs a retain and a release.
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append(UnsafeRawBufferPointer($0), to: &writer) }
        if isDone == nil { appendCopy(text, to: &writer) }
    }

    /// For strings that are not stored as UTF-8.
    @inline(never)
    private static func appendCopy(_ text: String, to writer: inout ByteWriter) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0), to: &writer) }
    }

    /// Appends `text`, which must be UTF-8, in quotation marks, escaped.
    package static func append(_ text: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        let room = writer.reserve(text.count + 2)
        room[0] = UInt8(ascii: "\"")
        let plain = copyPlain(text, to: room + 1)
        if plain == text.count {
            room[plain &+ 1] = UInt8(ascii: "\"")
            writer.commit(plain &+ 2)
        } else {
            writer.commit(plain &+ 1)
            appendEscaping(UnsafeRawBufferPointer(rebasing: text[plain...]), to: &writer)
            writer.append(UInt8(ascii: "\""))
        }
    }

    /// Copies bytes until one needs an escape and returns their number; may write, but not count, up to eight bytes of the text more.
    @inline(__always)
    private static func copyPlain(_ text: UnsafeRawBufferPointer, to target: UnsafeMutablePointer<UInt8>) -> Int {
        guard let source = text.baseAddress else { return 0 }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var i = 0
        while text.count &- i >= 8 {
            let raw = (source + i).loadUnaligned(as: UInt64.self)
            let word = UInt64(littleEndian: raw)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let hits =
                (((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word))
                & (ones &* 0x80)
            UnsafeMutableRawPointer(target + i).storeBytes(of: raw, as: UInt64.self)
            if hits != 0 { return i &+ hits.trailingZeroBitCount &>> 3 }
            i &+= 8
        }
        if i &+ 4 <= text.count {
            let raw = (source + i).loadUnaligned(as: UInt32.self)
            if !hasEscaped(raw) {
                UnsafeMutableRawPointer(target + i).storeBytes(of: raw, as: UInt32.self)
                i &+= 4
            }
        }
        while i < text.count {
            let byte = text[i]
            if byte == 0x22 || byte == 0x5C || byte < 0x20 { return i }
            target[i] = byte
            i &+= 1
        }
        return i
    }

    /// Whether one of four bytes needs an escape.
    @inline(__always)
    private static func hasEscaped(_ word: UInt32) -> Bool {
        let ones: UInt32 = 0x0101_0101
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let hits = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)
        return hits & (ones &* 0x80) != 0
    }

    @inline(never)
    private static func appendEscaping(_ text: UnsafeRawBufferPointer, to writer: inout ByteWriter) {
        let digits: StaticString = "0123456789abcdef"
        for byte in text {
            switch byte {
            case 0x22: writer.append("\\\"")
            case 0x5C: writer.append("\\\\")
            case 0x08: writer.append("\\b")
            case 0x0C: writer.append("\\f")
            case 0x0A: writer.append("\\n")
            case 0x0D: writer.append("\\r")
            case 0x09: writer.append("\\t")
            case 0..<0x20:
                writer.append("\\u00")
                writer.append(digits.utf8Start[Int(byte >> 4)])
                writer.append(digits.utf8Start[Int(byte & 15)])
            default: writer.append(byte)
            }
        }
    }
}
