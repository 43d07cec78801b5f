/// Reads and compresses IPv6 addresses (URL § IPv6 parser and serializer).
enum IPv6Text {
    /// The compressed form of `text`, or `nil` when it is no address.
    static func parse(_ text: Substring) -> String? { pieces(text).map(serialize) }

    static func pieces(_ text: Substring) -> [UInt16]? {
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        guard let gap = text.firstRange(of: "::") else {
            guard let all = group(text), all.count == 8 else { return nil }
            return all
        }
        let tail = text[gap.upperBound...]
        guard !tail.contains("::"), let before = group(text[..<gap.lowerBound]), let after = group(tail), before.count + after.count < 8
        else { return nil }
        return before + Array(repeating: 0, count: 8 - before.count - after.count) + after
    }

    /// The pieces between colons; the last may be an IPv4 address.
    private static func group(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var pieces: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, part.contains(".") {
                guard part.split(separator: ".").count == 4, let number = IPv4Text.number(String(part)) else { return nil }
                pieces += [UInt16(number >> 16), UInt16(number & 0xFFFF)]
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let piece = UInt16(part, radix: 16) else {
                    return nil
                }
                pieces.append(piece)
            }
        }
        return pieces
    }

    private static func serialize(_ pieces: [UInt16]) -> String {
        // The longest run of two or more zeros, the first of equals, becomes `::`.
        var best = 0..<0
        var start = 0
        while start < 8 {
            let end = pieces[start...].firstIndex { $0 != 0 } ?? 8
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        func text(_ range: Range<Int>) -> String { pieces[range].map { String($0, radix: 16) }.joined(separator: ":") }
        return best.isEmpty ? text(0..<8) : "\(text(0..<best.lowerBound))::\(text(best.upperBound..<8))"
    }
}
