/// IPv4 addresses as browsers read and serialise them (URL § IPv4 parser and serialiser).
enum IPv4Address {
    /// Whether `text` is exactly what a browser would serialise: four decimal numbers without leading zeros.
    static func isCanonical(_ text: UnsafeRawBufferPointer) -> Bool {
        var parts = 0
        var value = 0
        var digits = 0
        for i in 0...text.count {
            if i == text.count || text[i] == UInt8(ascii: ".") {
                guard digits > 0, value <= 255 else { return false }
                parts += 1
                value = 0
                digits = 0
            } else {
                guard ByteText.isDigit(text[i]), digits < 3, digits == 0 || value > 0 else { return false }
                value = value * 10 + Int(text[i] &- 48)
                digits += 1
            }
        }
        return parts == 4
    }

    /// The canonical text of what a browser would take for an IPv4 address, such as `127.1` or `0x7f000001`; `nil` if it would refuse it.
    static func canonical(_ text: String) -> String? {
        var labels = text.split(separator: ".", omittingEmptySubsequences: false)
        if labels.last == "", labels.count > 1 { labels.removeLast() }
        guard labels.count <= 4 else { return nil }
        var numbers: [UInt64] = []
        for label in labels {
            guard let number = number(label) else { return nil }
            numbers.append(number)
        }
        guard let last = numbers.popLast(), numbers.allSatisfy({ $0 <= 255 }), last < UInt64(1) << UInt64(8 * (4 - numbers.count)) else {
            return nil
        }
        let address = numbers.enumerated().reduce(last) { $0 + $1.element << UInt64(8 * (3 - $1.offset)) }
        return [24, 16, 8, 0].map { "\(address >> $0 & 255)" }.joined(separator: ".")
    }

    /// A number in decimal, octal with a leading `0`, or hexadecimal with a leading `0x` (URL § IPv4 number parser).
    private static func number(_ label: Substring) -> UInt64? {
        guard !label.isEmpty, label.utf8.count <= 16, label.utf8.first.map({ ByteText.isDigit($0) }) == true else { return nil }
        if label.hasPrefix("0x") { return label.utf8.count == 2 ? 0 : UInt64(label.dropFirst(2), radix: 16) }
        return label.utf8.count > 1 && label.hasPrefix("0") ? UInt64(label.dropFirst(), radix: 8) : UInt64(label)
    }
}
