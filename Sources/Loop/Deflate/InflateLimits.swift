/// How much one message or body may grow when it is inflated.
package struct InflateLimits: Sendable {
    /// The most bytes that come out.
    package let maxBytes: Int
    /// The most that comes out for each byte that went in, once more than ``ratioFloor`` bytes have come out; deflate cannot exceed 1,032.
    package let maxRatio: Int
    /// Below this many bytes the ratio does not matter.
    package let ratioFloor: Int

    /// Creates limits; negative ones become 0.
    package init(maxBytes: Int, maxRatio: Int = .max, ratioFloor: Int = 1 << 20) {
        self.maxBytes = max(maxBytes, 0)
        self.maxRatio = max(maxRatio, 1)
        self.ratioFloor = max(ratioFloor, 0)
    }

    /// Whether `out` bytes are too many for `in`.
    func exceedsRatio(in input: Int, out: Int) -> Bool { out > ratioFloor && out / maxRatio >= max(input, 1) }
}
