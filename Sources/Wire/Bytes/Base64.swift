/// Base64 (RFC 4648 § 4), and the URL-safe alphabet (§ 5) for identifiers.
package enum Base64 {
    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    private static let urlAlphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    /// The number of characters, padding included, that encode `count` bytes.
    package static func encodedCount(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// Appends the encoding of `bytes`, with padding unless `urlSafe`.
    package static func encode(_ bytes: UnsafeRawBufferPointer, into writer: inout ByteWriter, urlSafe: Bool = false) {
        let letters = (urlSafe ? urlAlphabet : alphabet).utf8Start
        let room = writer.reserve(encodedCount(of: bytes.count))
        var written = 0
        var i = 0
        while i + 2 < bytes.count {
            let word = UInt32(bytes[i]) << 16 | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2])
            room[written] = letters[Int(word >> 18)]
            room[written + 1] = letters[Int(word >> 12 & 63)]
            room[written + 2] = letters[Int(word >> 6 & 63)]
            room[written + 3] = letters[Int(word & 63)]
            written += 4
            i += 3
        }
        let left = bytes.count - i
        if left > 0 {
            let word = UInt32(bytes[i]) << 16 | (left == 2 ? UInt32(bytes[i + 1]) << 8 : 0)
            room[written] = letters[Int(word >> 18)]
            room[written + 1] = letters[Int(word >> 12 & 63)]
            written += 2
            if left == 2 {
                room[written] = letters[Int(word >> 6 & 63)]
                written += 1
            }
            if !urlSafe {
                for _ in left..<3 {
                    room[written] = UInt8(ascii: "=")
                    written += 1
                }
            }
        }
        writer.commit(written)
    }

    /// The decoding of `text`; `nil` for anything else.
    ///
    /// - Parameter urlSafe: the URL-safe alphabet without padding, read strictly: there is one text for each sequence of bytes. Otherwise
    ///   the standard alphabet, padding optional but right when present.
    package static func decode(_ text: UnsafeRawBufferPointer, urlSafe: Bool = false) -> [UInt8]? {
        var end = text.count
        if !urlSafe, end > 0, end % 4 == 0, text[end - 1] == UInt8(ascii: "=") {
            end -= text[end - 2] == UInt8(ascii: "=") ? 2 : 1
        }
        guard end % 4 != 1 else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(end / 4 * 3 + 2)
        var word: UInt32 = 0
        var bits = 0
        for i in 0..<end {
            guard let value = value(of: text[i], urlSafe: urlSafe) else { return nil }
            word = word << 6 | UInt32(value)
            bits += 6
            if bits >= 8 {
                bits -= 8
                output.append(UInt8(truncatingIfNeeded: word >> UInt32(bits)))
            }
        }
        // What is left over of the last character stands for nothing.
        guard !urlSafe || word & ((1 << UInt32(bits)) - 1) == 0 else { return nil }
        return output
    }

    /// The six bits that a character of one of the alphabets stands for.
    @inline(__always)
    package static func value(of letter: UInt8, urlSafe: Bool = false) -> UInt8? {
        switch letter {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): letter - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): letter + 4
        case urlSafe ? UInt8(ascii: "-") : UInt8(ascii: "+"): 62
        case urlSafe ? UInt8(ascii: "_") : UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
