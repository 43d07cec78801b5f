/// The canonical text of IPv4 addresses (URL § IPv4 serialiser): four decimal numbers without leading zeros.
enum IPv4Address {
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
}
