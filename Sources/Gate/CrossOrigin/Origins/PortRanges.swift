/// Ports an entry of `origins` lists: `3000-3010`, or several in braces, `{3000,5173,8000-8010}`.
///
/// Canonical lists ascend without touching, so that one text has one meaning and a search can stop early. The scheme's default port may stand
/// in one, and then means origins without a port.
struct PortRanges: Hashable, Sendable {
    /// The most ranges of one entry.
    static let maximumCount = 32

    /// At least one; ascending, with gaps between them.
    let ranges: [ClosedRange<UInt16>]

    /// Reads what follows the colon; `nil` if it is no list or range. The value is canonical even where the text is not: compare `text`.
    init?(_ text: Substring) {
        guard let listed = PortRanges.list(text) else { return nil }
        ranges = PortRanges.merged(listed)
    }

    /// The ranges as written.
    private static func list(_ text: Substring) -> [ClosedRange<UInt16>]? {
        var list = text
        if list.hasPrefix("{"), list.hasSuffix("}"), list.utf8.count > 2 { list = list.dropFirst().dropLast() }
        let elements = list.split(separator: ",", omittingEmptySubsequences: false)
        guard elements.count <= maximumCount else { return nil }
        let ranges = elements.compactMap(range)
        return ranges.count == elements.count ? ranges : nil
    }

    private static func range(_ text: Substring) -> ClosedRange<UInt16>? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { end in
            Array(end.utf8).withUnsafeBytes(OriginSyntax.port)
        }
        guard let low = ends.first, let high = ends.last, low <= high,
            text.utf8.filter({ $0 == UInt8(ascii: "-") }).count == ends.count - 1,
            ends.count <= 2
        else { return nil }
        return low...high
    }

    private static func merged(_ ranges: [ClosedRange<UInt16>]) -> [ClosedRange<UInt16>] {
        var merged: [ClosedRange<UInt16>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, Int(range.lowerBound) <= Int(last.upperBound) + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    /// The single port, if it is one only.
    var single: UInt16? { ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil }

    func contains(_ port: UInt16) -> Bool {
        for range in ranges where range.contains(port) { return true }
        return false
    }

    /// All ports, or `nil` if they are more than `limit`.
    func ports(atMost limit: Int) -> [UInt16]? {
        ranges.reduce(0) { $0 + $1.count } <= limit ? ranges.flatMap { Array($0) } : nil
    }

    /// As an author writes it.
    var text: String {
        let list = ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
        return list.count == 1 && ranges[0].count > 1 ? list[0] : "{\(list.joined(separator: ","))}"
    }
}
