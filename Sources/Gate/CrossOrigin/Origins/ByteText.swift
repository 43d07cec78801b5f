/// Classification and comparison of ASCII bytes, for origins, methods and field names.
///
/// `CrossOrigin` depends on nothing, so it carries its own few lines of this. Unsafe views are only ever indexed below their `count`.
enum ByteText {
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

    @inline(__always)
    static func isUpper(_ byte: UInt8) -> Bool { byte &- 65 < 26 }

    @inline(__always)
    static func isLower(_ byte: UInt8) -> Bool { byte &- 97 < 26 }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    /// Whether `byte` may stand in a token (RFC 9110 § 5.6.2).
    @inline(__always)
    static func isToken(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        let bits: UInt64 = byte < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return (bits &>> UInt64(byte & 63)) & 1 != 0
    }

    /// Whether `byte` may stand in a host label as browsers serialise it: lower case, digits, hyphen and underscore.
    @inline(__always)
    static func isHostByte(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        let bits: UInt64 = byte < 64 ? 0x03FF_2000_0000_0000 : 0x07FF_FFFE_8000_0000
        return (bits &>> UInt64(byte & 63)) & 1 != 0
    }

    /// Whether `byte` may follow the first letter of a serialised scheme (RFC 3986 § 3.1, lower case).
    @inline(__always)
    static func isSchemeByte(_ byte: UInt8) -> Bool {
        isLower(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    static func isToken(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 0 else { return false }
        for byte in bytes where !isToken(byte) { return false }
        return true
    }

    @inline(__always)
    static func equal(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        let count = a.count
        guard count == b.count else { return false }
        // Eight bytes a step; the last step overlaps the one before. Every load ends at or before `count`.
        guard count >= 8 else {
            for i in 0..<count where a[i] != b[i] { return false }
            return true
        }
        var i = 0
        while i &+ 8 <= count {
            if a.loadUnaligned(fromByteOffset: i, as: UInt64.self) != b.loadUnaligned(fromByteOffset: i, as: UInt64.self) { return false }
            i &+= 8
        }
        let last = count &- 8
        return a.loadUnaligned(fromByteOffset: last, as: UInt64.self) == b.loadUnaligned(fromByteOffset: last, as: UInt64.self)
    }

    @inline(__always)
    static func equal(_ a: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        guard a.count == text.utf8CodeUnitCount else { return false }
        for i in 0..<a.count where a[i] != text.utf8Start[i] { return false }
        return true
    }

    @inline(__always)
    static func equal(_ a: UnsafeRawBufferPointer, _ b: [UInt8]) -> Bool { b.withUnsafeBytes { equal(a, $0) } }

    /// Whether the two are the same but for the case of ASCII letters.
    @inline(__always)
    static func equalFolded(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where lowercased(a[i]) != lowercased(b[i]) { return false }
        return true
    }

    /// Whether `bytes` end with `suffix`.
    static func hasSuffix(_ bytes: UnsafeRawBufferPointer, _ suffix: [UInt8]) -> Bool {
        guard bytes.count >= suffix.count else { return false }
        return equal(UnsafeRawBufferPointer(rebasing: bytes[(bytes.count - suffix.count)...]), suffix)
    }

    /// The part of `bytes` between two offsets that the caller knows to be inside.
    @inline(__always)
    static func slice(_ bytes: UnsafeRawBufferPointer, _ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[from..<to])
    }

    /// `text` in ASCII lower case, without any locale.
    static func lowercased(_ text: String) -> String { String(decoding: text.utf8.map(lowercased), as: UTF8.self) }

    /// `bytes` as text for a log or a person: at most `limit` bytes, everything but printable ASCII escaped, so that a peer forges no lines.
    static func printable(_ bytes: UnsafeRawBufferPointer, limit: Int = 200) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes.prefix(limit) {
            if byte >= 0x20, byte < 0x7F, byte != UInt8(ascii: "`"), byte != UInt8(ascii: "\\") {
                text.append(byte)
            } else {
                text += [UInt8(ascii: "\\"), UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: text, as: UTF8.self) + (bytes.count > limit ? "…" : "")
    }
}
