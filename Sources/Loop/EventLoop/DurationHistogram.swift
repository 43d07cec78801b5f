/// How often something took how long, in buckets that Prometheus and OpenTelemetry use for requests.
package struct DurationHistogram: Sendable, Equatable {
    /// The upper bounds of the buckets, inclusive, in milliseconds; a last bucket takes what is longer.
    package static let bounds = [5, 10, 25, 50, 75, 100, 250, 500, 750, 1000, 2500, 5000, 7500, 10_000]

    /// How many observations fell into each bucket alone.
    package private(set) var buckets = [Int](repeating: 0, count: bounds.count + 1)
    /// All observations together, in milliseconds.
    package private(set) var sum = 0

    package init() {}

    package var count: Int { buckets.reduce(0, +) }

    /// Counts `times` observations of the same duration, in milliseconds.
    package mutating func observe(_ milliseconds: Int, times: Int = 1) {
        sum &+= milliseconds &* times
        // Nearly everything falls into the first bucket.
        guard milliseconds > 5 else {
            buckets[0] &+= times
            return
        }
        buckets[Self.bounds.firstIndex { milliseconds <= $0 } ?? Self.bounds.count] &+= times
    }

    /// Adds another loop's observations.
    package mutating func add(_ other: DurationHistogram) {
        sum += other.sum
        for i in buckets.indices { buckets[i] += other.buckets[i] }
    }
}
