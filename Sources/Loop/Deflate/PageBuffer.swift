#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Address space for one large message: pages cost memory only when they are written, nothing is copied to grow, all is given back at once.
///
/// Soundness: `base` is `nil` or points at `count` bytes that were mapped here and are unmapped by `release` or `deinit`.
struct PageBuffer: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    private var count = 0

    init() {}

    deinit { if let base { munmap(base, count) } }

    /// The buffer, of at least `needed` bytes; `nil` if the system refuses. What was in it is lost if it has to be replaced.
    mutating func prepare(_ needed: Int) -> UnsafeMutableRawBufferPointer? {
        if count < needed || base == nil {
            release()
            let size = (max(needed, 64 * 1024) + 16_383) & ~16_383
            let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | Self.anonymous | MAP_NORESERVE, -1, 0)
            guard let mapped, mapped != MAP_FAILED else { return nil }
            (base, count) = (mapped, size)
        }
        return UnsafeMutableRawBufferPointer(start: base, count: count)
    }

    mutating func release() {
        if let base { munmap(base, count) }
        (base, count) = (nil, 0)
    }

    #if canImport(Glibc)
        private static let anonymous = MAP_ANONYMOUS
    #else
        private static let anonymous = MAP_ANON
    #endif
}
