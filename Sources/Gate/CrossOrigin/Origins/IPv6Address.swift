/// IPv6 addresses as browsers read and serialise them (URL § IPv6 parser and serialiser, RFC 5952).
enum IPv6Address {
    /// Whether `text`, without brackets, is exactly what a browser would serialise.
    static func isCanonical(_ text: UnsafeRawBufferPointer) -> Bool {
        guard let pieces = parse(text) else { return false }
        return ByteText.equal(text, serialize(pieces))
    }

    /// The eight pieces that `text`, without brackets, spells in any valid form; `nil` if it is no address.
    static func parse(_ text: UnsafeRawBufferPointer) -> [UInt16]? {
        guard text.count >= 2, text.count <= 45 else { return nil }
        var pieces: [UInt16] = []
        var compressedAt: Int?
        var i = 0
        if text[0] == UInt8(ascii: ":") {
            guard text[1] == UInt8(ascii: ":") else { return nil }
            compressedAt = 0
            i = 2
        }
        while i < text.count {
            guard pieces.count < 8 else { return nil }
            var end = i
            while end < text.count, text[end] != UInt8(ascii: ":") { end += 1 }
            let part = ByteText.slice(text, i, end)
            if part.contains(UInt8(ascii: ".")) {
                guard end == text.count, pieces.count <= 6, IPv4Address.isCanonical(part) else { return nil }
                let numbers = part.split(separator: UInt8(ascii: ".")).map { $0.reduce(UInt16(0)) { $0 &* 10 &+ UInt16($1 &- 48) } }
                pieces += [numbers[0] << 8 | numbers[1], numbers[2] << 8 | numbers[3]]
                break
            }
            guard part.count > 0, part.count <= 4 else { return nil }
            var value: UInt16 = 0
            for byte in part {
                guard let digit = hexDigit(byte) else { return nil }
                value = value << 4 | digit
            }
            pieces.append(value)
            guard end < text.count else { break }
            i = end + 1
            guard i < text.count else { return nil }
            if text[i] == UInt8(ascii: ":") {
                guard compressedAt == nil else { return nil }
                compressedAt = pieces.count
                i += 1
            }
        }
        if let compressedAt {
            guard pieces.count < 8 else { return nil }
            pieces.insert(contentsOf: [UInt16](repeating: 0, count: 8 - pieces.count), at: compressedAt)
        }
        return pieces.count == 8 ? pieces : nil
    }

    /// The canonical text of eight `pieces`, without brackets: lower-case, no leading zeros, the first longest run of zeros compressed.
    static func serialize(_ pieces: [UInt16]) -> [UInt8] {
        var bestStart = 0
        var bestCount = 1
        var i = 0
        while i < pieces.count {
            var end = i
            while end < pieces.count, pieces[end] == 0 { end += 1 }
            if end - i > bestCount { (bestStart, bestCount) = (i, end - i) }
            i = max(end, i + 1)
        }
        let groups = pieces.map { String($0, radix: 16) }
        guard bestCount > 1 else { return Array(groups.joined(separator: ":").utf8) }
        let head = groups[..<bestStart].joined(separator: ":")
        let tail = groups[(bestStart + bestCount)...].joined(separator: ":")
        return Array("\(head)::\(tail)".utf8)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch ByteText.lowercased(byte) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(ByteText.lowercased(byte)) - 87
        default: nil
        }
    }
}
