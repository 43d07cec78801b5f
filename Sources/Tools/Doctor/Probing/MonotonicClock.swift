#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Time that only goes forward.
enum MonotonicClock {
    /// Milliseconds since some moment.
    static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}

extension Duration {
    /// Whole milliseconds.
    var milliseconds: Int { Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}
