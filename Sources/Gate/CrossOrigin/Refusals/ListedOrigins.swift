/// The patterns of a policy by host, for refusals: which of them a refused origin comes close to.
struct ListedOrigins: Sendable {
    /// The most patterns compared by edit distance for one refusal, and the most of one host: a peer can cause this work.
    static let maximumCompared = 256

    /// Sorted by host.
    private let patterns: [OriginPattern]
    private let hosts: ByteTable
    private let ranges: [Range<Int>]
    /// The lengths of the listed hosts, ascending: look-alikes are sought at these only.
    private let lengths: [Int]

    init(_ patterns: [OriginPattern]) {
        let sorted = patterns.sorted { ($0.host, $0.text) < ($1.host, $1.text) }
        var hosts: [[UInt8]] = []
        var ranges: [Range<Int>] = []
        for (index, pattern) in sorted.enumerated() {
            if index > 0, sorted[index - 1].host == pattern.host {
                ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<(index + 1)
            } else {
                hosts.append(Array(pattern.host.utf8))
                ranges.append(index..<(index + 1))
            }
        }
        self.patterns = sorted
        self.hosts = ByteTable(hosts)
        self.ranges = ranges
        lengths = Set(hosts.map(\.count)).sorted()
    }

    var isEmpty: Bool { patterns.isEmpty }

    /// The patterns with exactly this host, at most `maximumCompared`.
    func sharing(host: String) -> ArraySlice<OriginPattern> {
        guard let index = Array(host.utf8).withUnsafeBytes({ hosts.index(of: $0) }) else { return [] }
        return patterns[ranges[index]].prefix(ListedOrigins.maximumCompared)
    }

    /// A listed pattern whose host `host` begins or ends with, without being it or below it: `evilexample.com`, `example.com.evil.test`.
    func imitated(by host: String) -> OriginPattern? {
        let bytes = Array(host.utf8)
        // A very short host is contained in half the web by chance.
        for length in lengths.reversed() where length >= 4 && length < bytes.count {
            for start in [0, bytes.count - length] {
                if start > 0, bytes[start - 1] == UInt8(ascii: ".") { continue }
                let index = bytes[start..<(start + length)].withUnsafeBytes { hosts.index(of: $0) }
                if let index { return patterns[ranges[index].lowerBound] }
            }
        }
        return nil
    }

    /// The pattern whose text is nearest to `text`, among the first `maximumCompared`.
    func nearestSpelling(to text: String) -> OriginPattern? {
        let bytes = Array(text.utf8)
        var limit = max(2, min(8, bytes.count / 5))
        var nearest: OriginPattern?
        for pattern in patterns.prefix(ListedOrigins.maximumCompared) {
            guard let distance = EditDistance.between(bytes, Array(pattern.text.utf8), within: limit) else { continue }
            nearest = pattern
            limit = distance - 1
            if limit < 0 { break }
        }
        return nearest
    }
}
