/// Levenshtein distance with a bound, for "did you mean" and "nearest".
enum EditDistance {
    /// Texts longer than this, in bytes, are not compared: it bounds the work that a peer can cause.
    static let maximumBytes = 128

    /// The number of insertions, deletions and substitutions between `a` and `b`, or `nil` if above `limit`.
    static func between(_ a: [UInt8], _ b: [UInt8], within limit: Int) -> Int? {
        guard a.count <= maximumBytes, b.count <= maximumBytes, abs(a.count - b.count) <= limit else { return nil }
        var row = Array(0...b.count)
        for i in 0..<a.count {
            var diagonal = row[0]
            row[0] = i + 1
            var best = row[0]
            for j in 0..<b.count {
                let above = row[j + 1]
                row[j + 1] = a[i] == b[j] ? diagonal : min(diagonal, above, row[j]) + 1
                diagonal = above
                best = min(best, row[j + 1])
            }
            if best > limit { return nil }
        }
        return row[b.count] <= limit ? row[b.count] : nil
    }

    /// The first of `candidates` with the smallest distance to `text`, if that is at most `limit`.
    static func nearest(to text: String, among candidates: [String], within limit: Int) -> String? {
        let bytes = Array(text.utf8)
        var limit = limit
        var nearest: String?
        for candidate in candidates {
            guard let distance = between(bytes, Array(candidate.utf8), within: limit) else { continue }
            nearest = candidate
            limit = distance - 1
            if limit < 0 { break }
        }
        return nearest
    }
}
