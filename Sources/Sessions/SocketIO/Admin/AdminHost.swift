import WayleaveJSON

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The process, as the admin UI names it.
struct AdminHost: Sendable {
    let name: String
    let processID: Int
    private let start = ContinuousClock.now

    init() {
        var bytes = [CChar](repeating: 0, count: 256)
        // The last byte stays 0 also where the name is cut.
        let isKnown = gethostname(&bytes, bytes.count - 1) == 0
        name = isKnown ? String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self) : "localhost"
        processID = Int(getpid())
    }

    /// The time as JavaScript writes dates in JSON.
    static func timestamp() -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Timestamp.text(seconds: Int64(now.tv_sec), nanoseconds: Int64(now.tv_nsec))
    }

    /// The seconds since the server was instrumented.
    var uptime: Double {
        let passed = start.duration(to: .now).components
        return Double(passed.seconds) + Double(passed.attoseconds / 1_000_000_000_000_000) / 1000
    }
}
