/// Reads IPv4 addresses in all the spellings URLs allow (URL § IPv4 parser).
enum IPv4Text {
    /// The address in four decimal parts, or `nil`.
    static func parse(_ host: String) -> String? {
        number(host).map { value in [24, 16, 8, 0].map { "\(value >> $0 & 0xFF)" }.joined(separator: ".") }
    }

    /// The address as a number.
    static func number(_ host: String) -> UInt32? {
        var parts = host.split(separator: ".", omittingEmptySubsequences: false)
        if parts.last == "", parts.count > 1 { parts.removeLast() }
        let numbers = parts.compactMap(part)
        guard (1...4).contains(parts.count), numbers.count == parts.count, let last = numbers.last else { return nil }
        guard numbers.dropLast().allSatisfy({ $0 < 256 }), last < UInt64(1) << (8 * (5 - UInt64(numbers.count))) else { return nil }
        var value = last
        for (index, number) in numbers.dropLast().enumerated() { value += number << (8 * UInt64(3 - index)) }
        return UInt32(exactly: value)
    }

    private static func part(_ text: Substring) -> UInt64? {
        if text.hasPrefix("0x") { return text.count == 2 ? 0 : UInt64(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0"), text.count > 1 { return UInt64(text.dropFirst(), radix: 8) }
        return Text.isDigits(text) ? UInt64(text) : nil
    }
}
