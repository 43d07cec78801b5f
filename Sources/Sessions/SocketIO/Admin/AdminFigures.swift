import WayleaveJSON

/// What one loop, or all of them, counted since the last report.
struct AdminFigures: Sendable {
    /// One for each second, the oldest first.
    var buckets: [AdminBucket] = []
    /// The sessions that poll at the moment.
    var polling = 0
    /// Messages that were not told because there were too many.
    var dropped = 0
    /// Whether some of these told of sockets or rooms, so that pages have a wrong picture.
    var hasGap = false

    mutating func add(_ other: AdminFigures) {
        polling += other.polling
        dropped += other.dropped
        hasGap = hasGap || other.hasGap
        for bucket in other.buckets {
            if let index = buckets.firstIndex(where: { $0.second == bucket.second }) {
                buckets[index].add(bucket)
            } else {
                buckets.append(bucket)
            }
        }
        buckets.sort { $0.second < $1.second }
    }

    var events: [JSONValue] { buckets.flatMap(\.events) }
}
