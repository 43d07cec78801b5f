/// Public keys as SubjectPublicKeyInfo in DER (RFC 5280 § 4.1.2.7), which OpenSSL reads, from the numbers that a JWK gives.
enum PublicKeyInfo {
    /// `id-ecPublicKey` on `prime256v1` (RFC 5480 § 2.1.1).
    private static let curve: [UInt8] = [
        0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07,
    ]
    /// `rsaEncryption` (RFC 8017 § A.1).
    private static let rsa: [UInt8] = [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00]

    /// A point on P-256; 32 bytes each.
    static func point(x: [UInt8], y: [UInt8]) -> [UInt8] {
        value(0x30, curve + value(0x03, [0x00, 0x04] + x + y))
    }

    /// An RSA key.
    static func rsa(modulus: [UInt8], exponent: [UInt8]) -> [UInt8] {
        value(0x30, rsa + value(0x03, [0x00] + value(0x30, integer(modulus) + integer(exponent))))
    }

    /// A positive integer: no more zeros in front than its sign needs.
    private static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        return value(0x02, digits.isEmpty || digits[0] >= 0x80 ? [0x00] + digits : digits)
    }

    private static func value(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        let count = contents.count
        let length: [UInt8]
        switch count {
        case ..<0x80: length = [UInt8(truncatingIfNeeded: count)]
        case ..<0x100: length = [0x81, UInt8(truncatingIfNeeded: count)]
        default: length = [0x82, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        }
        return [tag] + length + contents
    }
}
