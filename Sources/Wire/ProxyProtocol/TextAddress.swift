/// IP addresses in text form.
enum TextAddress {
    /// Four decimal octets without leading zeros.
    static func ipv4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy({ $0 &- 48 < 10 }), part.count == 1 || part.first != UInt8(ascii: "0")
            else {
                return nil
            }
            let value = part.reduce(0) { $0 * 10 + UInt32($1 - 48) }
            guard value <= 255 else { return nil }
            address = address << 8 | value
        }
        return address
    }

    /// Eight groups of one to four hexadecimal digits, `::` once for a run of zeros, an IPv4 address for the last two (RFC 4291 § 2.2).
    static func ipv6(_ text: ArraySlice<UInt8>) -> (high: UInt64, low: UInt64)? {
        guard (2...45).contains(text.count) else { return nil }
        let colon = UInt8(ascii: ":")
        var compressedAt = text.startIndex
        while compressedAt + 1 < text.endIndex, text[compressedAt] != colon || text[compressedAt + 1] != colon { compressedAt += 1 }
        guard compressedAt + 1 < text.endIndex else {
            guard let all = groups(text, mayEndInIPv4: true), all.count == 8 else { return nil }
            return (join(all[..<4]), join(all[4...]))
        }
        guard let left = groups(text[..<compressedAt], mayEndInIPv4: false),
            let right = groups(text[(compressedAt + 2)...], mayEndInIPv4: true), left.count + right.count < 8
        else { return nil }
        let all = left + [UInt16](repeating: 0, count: 8 - left.count - right.count) + right
        return (join(all[..<4]), join(all[4...]))
    }

    /// The groups between single colons; none of nothing.
    private static func groups(_ text: ArraySlice<UInt8>, mayEndInIPv4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, part.contains(UInt8(ascii: ".")) {
                guard let address = ipv4(part) else { return nil }
                groups += [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
            } else {
                guard (1...4).contains(part.count), part.first != UInt8(ascii: "+"),
                    let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }

    private static func join(_ groups: ArraySlice<UInt16>) -> UInt64 { groups.reduce(0) { $0 << 16 | UInt64($1) } }
}
