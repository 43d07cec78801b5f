/// Case-insensitive comparison and classification of ASCII bytes, as HTTP's field names and tokens need it.
package enum ASCII {
    /// Lower-cases `byte` if it is an ASCII capital letter.
    @inline(__always)
    package static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 65 < 26 ? byte | 0x20 : byte
    }

    /// Whether `bytes` equal `text`, which must be lower case, ignoring the case of ASCII letters in `bytes`.
    @inline(__always)
    package static func equals(_ bytes: UnsafeRawBufferPointer, ignoringCase text: StaticString) -> Bool {
        guard bytes.count == text.utf8CodeUnitCount else { return false }
        let other = text.utf8Start
        for i in 0..<bytes.count where lowercased(bytes[i]) != other[i] { return false }
        return true
    }

    /// Whether `bytes` are exactly `text`.
    package static func equals(_ bytes: UnsafeRawBufferPointer, _ text: StaticString) -> Bool {
        bytes.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Whether `a` and `b` are the same but for the case of ASCII letters.
    package static func equalsIgnoringCase(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Bool {
        guard a.count == b.count else { return false }
        for i in 0..<a.count where lowercased(a[i]) != lowercased(b[i]) { return false }
        return true
    }

    /// Whether `byte` may stand in a token (RFC 9110 § 5.6.2): letters, digits and ``!#$%&'*+-.^_`|~``.
    @inline(__always)
    package static func isToken(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        let bits: UInt64 = byte < 64 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return (bits &>> UInt64(byte & 63)) & 1 != 0
    }

    /// Whether `byte` is a decimal digit.
    @inline(__always)
    package static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
}
