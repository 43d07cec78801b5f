/// The patterns with a wildcard, found by the host they end in: the cost grows with the labels of an origin, not with the patterns.
struct WildcardTable: Sendable {
    private struct Entry: Sendable {
        var scheme: [UInt8]
        var depth: OriginPattern.Depth
        var pattern: OriginPattern

        /// Whether a host that has `depth` before the entry's is meant.
        @inline(__always)
        func reaches(_ depth: OriginPattern.Depth) -> Bool {
            switch self.depth {
            case .itself: depth == .itself
            case .oneLabel: depth == .oneLabel
            case .anyDepth: depth != .itself
            }
        }
    }

    private let hosts: ByteTable
    /// For each host, which of `entries` are its own.
    private let ranges: [Range<Int>]
    private let entries: [Entry]
    /// Whether a listed host has this length in bytes: other endings of an origin's host are not looked up.
    private let hasLength: [Bool]

    init(_ patterns: [OriginPattern]) {
        let sorted = patterns.sorted { ($0.host, $0.text) < ($1.host, $1.text) }
        var hosts: [[UInt8]] = []
        var ranges: [Range<Int>] = []
        var hasLength = [Bool](repeating: false, count: OriginSyntax.maximumBytes + 1)
        for (index, pattern) in sorted.enumerated() {
            if index > 0, sorted[index - 1].host == pattern.host {
                ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<(index + 1)
            } else {
                hosts.append(Array(pattern.host.utf8))
                ranges.append(index..<(index + 1))
                hasLength[min(pattern.host.utf8.count, OriginSyntax.maximumBytes)] = true
            }
        }
        self.hosts = ByteTable(hosts)
        self.ranges = ranges
        self.hasLength = hasLength
        entries = sorted.map { Entry(scheme: Array($0.scheme.utf8), depth: $0.depth, pattern: $0) }
    }

    /// Whether the valid origin `bytes`, split into `parts`, is admitted.
    ///
    /// As `OriginSyntax` has refused empty labels, whatever stands before the dot of an ending is whole labels, one at least.
    func admits(_ bytes: UnsafeRawBufferPointer, _ parts: OriginSyntax.Parts) -> Bool {
        guard !entries.isEmpty else { return false }
        let host = ByteText.slice(bytes, parts.hostStart, parts.hostEnd)
        let scheme = ByteText.slice(bytes, 0, parts.schemeEnd)
        if admits(ending: host, .itself, scheme, parts.port) { return true }
        guard parts.hostKind == .domain else { return false }
        var depth = OriginPattern.Depth.oneLabel
        for i in 0..<host.count where host[i] == UInt8(ascii: ".") {
            if admits(ending: ByteText.slice(host, i + 1, host.count), depth, scheme, parts.port) { return true }
            depth = .anyDepth
        }
        return false
    }

    /// Whether a pattern of exactly the host `ending` admits an origin that has `depth` before it.
    @inline(__always)
    private func admits(
        ending: UnsafeRawBufferPointer, _ depth: OriginPattern.Depth, _ scheme: UnsafeRawBufferPointer, _ port: UInt16
    ) -> Bool {
        guard ending.count < hasLength.count, hasLength[ending.count], let index = hosts.index(of: ending) else { return false }
        for at in ranges[index] where entries[at].reaches(depth) && ByteText.equal(scheme, entries[at].scheme) {
            if entries[at].pattern.admits(port: port == 0 ? nil : port) { return true }
        }
        return false
    }
}
