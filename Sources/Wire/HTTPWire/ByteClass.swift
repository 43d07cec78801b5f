/// A set of ASCII bytes; bytes above 127 are never in it.
struct ByteClass {
    private let low: UInt64
    private let high: UInt64

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        return ((byte < 64 ? low : high) &>> UInt64(byte & 63)) & 1 != 0
    }

    /// RFC 9110 § 5.6.2: tchar.
    @inline(__always) static var token: ByteClass { ByteClass(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE) }
    /// RFC 3986 § 3.2.2: unreserved and sub-delims, what a reg-name holds unencoded.
    @inline(__always) static var registeredName: ByteClass { ByteClass(low: 0x2BFF_7FD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE) }
    /// RFC 3986 § 3.3 pchar and "/", without "%"; and `[ ] |`, which browsers send as they are (URL Standard § path percent-encode set).
    @inline(__always) static var path: ByteClass { ByteClass(low: 0x2FFF_FFD2_0000_0000, high: 0x57FF_FFFE_AFFF_FFFF) }
    /// RFC 3986 § 3.4; and ``[ ] { } | \ ^ ` %``, which browsers send as they are (URL Standard § query percent-encode set).
    @inline(__always) static var query: ByteClass { ByteClass(low: 0xAFFF_FFF2_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF) }
}
