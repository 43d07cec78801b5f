extension EventLoop {
    /// A point on the loop's monotonic clock, in nanoseconds; unaffected by changes of the wall clock.
    package struct Instant: Comparable, Hashable, Sendable {
        package let nanoseconds: UInt64

        package init(nanoseconds: UInt64) { self.nanoseconds = nanoseconds }

        package static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }

        /// The instant `duration` later; negative durations and overflow saturate.
        package static func + (instant: Instant, duration: Duration) -> Instant {
            let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(duration.wholeNanoseconds)
            return Instant(nanoseconds: overflow ? .max : sum)
        }

        /// The time from `b` to `a`; negative when `a` is earlier.
        package static func - (a: Instant, b: Instant) -> Duration {
            .nanoseconds(Int64(bitPattern: a.nanoseconds &- b.nanoseconds))
        }
    }
}

extension Duration {
    /// The duration in whole nanoseconds: 0 for negative ones, at most about 292 years.
    package var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 9_000_000_000 else { return UInt64(Int64.max) }
        return UInt64(seconds) &* 1_000_000_000 &+ UInt64(attoseconds / 1_000_000_000)
    }

    /// The duration in whole milliseconds, rounded down: 0 for negative ones.
    package var wholeMilliseconds: Int { Int(wholeNanoseconds / 1_000_000) }
}
