/// Percent-encoding (RFC 3986 § 2.1).
package enum PercentEncoding {
    /// The bytes that `text` stands for; `nil` if a "%" is not followed by two hexadecimal digits.
    ///
    /// With `plusIsSpace`, "+" becomes a space, as forms and Engine.IO write queries.
    package static func decode(_ text: UnsafeRawBufferPointer, plusIsSpace: Bool = false) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var i = 0
        while i < text.count {
            let byte = text[i]
            if byte == UInt8(ascii: "%") {
                guard i + 2 < text.count, let high = HexDigit.value(text[i + 1]), let low = HexDigit.value(text[i + 2]) else { return nil }
                output.append(high << 4 | low)
                i += 3
            } else {
                output.append(plusIsSpace && byte == UInt8(ascii: "+") ? 0x20 : byte)
                i += 1
            }
        }
        return output
    }

    /// The text that `text` stands for; `nil` if it is malformed or not UTF-8.
    package static func decodeString(_ text: UnsafeRawBufferPointer, plusIsSpace: Bool = false) -> String? {
        guard let bytes = decode(text, plusIsSpace: plusIsSpace) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
