/// One IP address, or all that begin with the same bits (CIDR notation, RFC 4632 § 3.1): `192.0.2.7`, `10.0.0.0/8`, `2001:db8::/32`.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
    /// 128 bits, IPv4 in its mapped form (`::ffff:a.b.c.d`), and how many of them count.
    let high: UInt64
    let low: UInt64
    let length: Int

    /// Reads a range; `nil` if it is none, or names an address that is not the first of its range, which is always a slip.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = AddressRange.address(parts[0]) else { return nil }
        let isIPv4 = !parts[0].contains(":")
        var length = 128
        if parts.count == 2 {
            let digits = parts[1].utf8
            guard (1...3).contains(digits.count), digits.allSatisfy({ ByteText.isDigit($0) }), digits.count == 1 || parts[1].first != "0",
                let bits = Int(parts[1]), bits <= (isIPv4 ? 32 : 128)
            else { return nil }
            length = isIPv4 ? 96 + bits : bits
        }
        (high, low) = address
        self.length = length
        guard high & ~AddressRange.mask(length) == 0, low & ~AddressRange.mask(length - 64) == 0 else { return nil }
    }

    /// Whether the address, whose text form may be any valid one, is in the range.
    public func contains(_ address: String) -> Bool {
        AddressRange.address(address[...]).map { contains(high: $0.high, low: $0.low) } ?? false
    }

    /// Whether the address is in the range; IPv4 in its mapped form.
    package func contains(high: UInt64, low: UInt64) -> Bool {
        (high ^ self.high) & AddressRange.mask(length) == 0 && (low ^ self.low) & AddressRange.mask(length - 64) == 0
    }

    /// The first `length` of 64 bits; none of fewer than one, all of more than 63.
    private static func mask(_ length: Int) -> UInt64 {
        length <= 0 ? 0 : length >= 64 ? .max : ~(UInt64.max >> UInt64(length))
    }

    /// The bits of an address in text form, IPv4 mapped; `nil` if it is none.
    package static func address(_ text: Substring) -> (high: UInt64, low: UInt64)? {
        var text = text
        return text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            if bytes.contains(UInt8(ascii: ":")) {
                guard let pieces = IPv6Address.parse(bytes) else { return nil }
                func half(_ pieces: ArraySlice<UInt16>) -> UInt64 { pieces.reduce(0) { $0 << 16 | UInt64($1) } }
                return (half(pieces[..<4]), half(pieces[4...]))
            }
            guard bytes.count <= 15, IPv4Address.isCanonical(bytes) else { return nil }
            let value = bytes.split(separator: UInt8(ascii: ".")).reduce(UInt64(0)) { sum, part in
                sum << 8 | part.reduce(0) { $0 * 10 + UInt64($1 &- 48) }
            }
            return (0, 0xFFFF_0000_0000 | value)
        }
    }

    /// The usual text form of an address given as bits.
    package static func text(high: UInt64, low: UInt64) -> String {
        if high == 0, low >> 32 == 0xFFFF { return [24, 16, 8, 0].map { "\(low >> $0 & 255)" }.joined(separator: ".") }
        let pieces = [high, low].flatMap { half in [48, 32, 16, 0].map { UInt16(truncatingIfNeeded: half >> $0) } }
        return String(decoding: IPv6Address.serialize(pieces), as: UTF8.self)
    }

    public var description: String {
        let address = AddressRange.text(high: high, low: low)
        if length == 128 { return address }
        return address.contains(":") ? "\(address)/\(length)" : "\(address)/\(length - 96)"
    }
}
