/// Hexadecimal digits of either case.
enum HexDigit {
    @inline(__always)
    static func value(_ byte: UInt8) -> UInt8? {
        let decimal = byte &- 48
        if decimal < 10 { return decimal }
        let letter = (byte | 0x20) &- 97
        return letter < 6 ? letter &+ 10 : nil
    }
}
