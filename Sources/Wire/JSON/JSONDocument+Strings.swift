extension JSONDocument {
    /// The string at `token`.
    @inline(__always)
    package func string(at token: Int) throws -> String {
        guard firstByte(token) == UInt8(ascii: "\"") else { throw mismatch("String", at: token) }
        return stringValue(token)
    }

    /// The text of the string or name at `token`, which must be one.
    @inline(__always)
    func stringValue(_ token: Int) -> String {
        if isMessagePack, !isPlainString(token) { return packedText(token) }
        let inside = contents(ofString: token)
        return tokens[token].extra == 0 ? String(decoding: inside, as: UTF8.self) : JSONDocument.unescape(inside)
    }

    /// Whether the value at `token` is a string whose text is ``contents(ofString:)``.
    @inline(__always)
    func isPlainString(_ token: Int) -> Bool { tokens[token].extra == 0 && firstByte(token) == UInt8(ascii: "\"") }

    /// The bytes between the quotation marks, escapes as they are.
    @inline(__always)
    package func contents(ofString token: Int) -> UnsafeBufferPointer<UInt8> {
        if isMessagePack { return packedPayload(token) }
        let value = tokens[token]
        return UnsafeBufferPointer(start: base + Int(value.start) + 1, count: Int(value.end &- value.start) &- 2)
    }

    /// Whether the string or name at `token` holds escapes, so that its bytes differ from its text.
    @inline(__always)
    package func hasEscapes(_ token: Int) -> Bool { tokens[token].extra != 0 }

    /// Replaces escapes, which the scanner has validated.
    ///
    /// Half a surrogate pair is legal JSON without meaning (RFC 8259 § 8.2); like a browser's USVString conversion this makes it U+FFFD.
    @inline(never)
    static func unescape(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var i = 0
        while i < bytes.count {
            guard bytes[i] == UInt8(ascii: "\\") else {
                text.append(bytes[i])
                i += 1
                continue
            }
            let letter = bytes[i + 1]
            i += 2
            switch letter {
            case UInt8(ascii: "b"): text.append(8)
            case UInt8(ascii: "f"): text.append(12)
            case UInt8(ascii: "n"): text.append(10)
            case UInt8(ascii: "r"): text.append(13)
            case UInt8(ascii: "t"): text.append(9)
            case UInt8(ascii: "u"):
                var scalar = codeUnit(bytes, at: i)
                i += 4
                if scalar & 0xFC00 == 0xD800, i + 6 <= bytes.count, bytes[i] == UInt8(ascii: "\\"), bytes[i + 1] == UInt8(ascii: "u") {
                    let low = codeUnit(bytes, at: i + 2)
                    if low & 0xFC00 == 0xDC00 {
                        scalar = 0x10000 + (scalar & 0x3FF) << 10 + (low & 0x3FF)
                        i += 6
                    }
                }
                text.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
            default: text.append(letter)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func codeUnit(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
        var unit: UInt32 = 0
        for offset in 0..<4 { unit = unit << 4 | (hexValue(bytes[index + offset]) ?? 0) }
        return unit
    }
}
