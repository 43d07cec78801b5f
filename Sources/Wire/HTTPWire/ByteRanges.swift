/// What a `Range` field asks for of something of known size (RFC 9110 § 14).
package enum ByteRanges: Sendable, Equatable {
    /// Everything: there is no such field, or it is malformed, of another unit, or asks for more than it is worth to serve in parts.
    case whole
    /// These ranges, in the order they were asked for; each lies within the size and is not empty.
    case parts([Range<Int>])
    /// Answer 416.
    case unsatisfiable

    /// The most ranges that are served one by one; more of them get the whole.
    package static var maxRanges: Int { 16 }

    /// Reads the fields' lines.
    ///
    /// Ranges that overlap get the whole: they cost more than it does, and nobody asks for them in good faith (§ 14.2, § 17.15).
    package init(_ lines: [String], size: Int) {
        self = .whole
        guard lines.count == 1, let equals = lines[0].firstIndex(of: "="), lines[0][..<equals].lowercased() == "bytes" else { return }
        let items = lines[0][lines[0].index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
        guard items.count <= Self.maxRanges else { return }
        var ranges: [Range<Int>] = []
        var isEmpty = true
        for item in items {
            var item = item.drop { $0 == " " || $0 == "\t" }
            while item.last == " " || item.last == "\t" { item = item.dropLast() }
            // Empty elements of a list are skipped (§ 5.6.1.2).
            if item.isEmpty { continue }
            isEmpty = false
            guard let range = Self.range(item, size) else { return }
            if !range.isEmpty { ranges.append(range) }
        }
        guard !isEmpty else { return }
        if ranges.isEmpty {
            self = .unsatisfiable
            return
        }
        let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
        for (one, next) in zip(sorted, sorted.dropFirst()) where one.upperBound > next.lowerBound { return }
        self = .parts(ranges)
    }

    /// One range, empty if it lies beyond the end; `nil` if it is malformed.
    private static func range(_ text: Substring, _ size: Int) -> Range<Int>? {
        guard let hyphen = text.firstIndex(of: "-") else { return nil }
        let last = text[text.index(after: hyphen)...]
        if hyphen == text.startIndex {
            guard let count = number(last) else { return nil }
            return max(0, size - count)..<size
        }
        guard let first = number(text[..<hyphen]) else { return nil }
        if last.isEmpty { return min(first, size)..<size }
        guard let end = number(last), end >= first else { return nil }
        return min(first, size)..<min(end + 1, size)
    }

    /// Digits only; numbers too large for any file become a number that is.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        return Int(text).map { min($0, 1 << 62) } ?? 1 << 62
    }
}
