#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What the operating system says about this process; what it does not say is `nil`.
struct ProcessFigures {
    var cpuMilliseconds = 0
    var residentBytes: Int?
    var openDescriptors: Int?
    var maxDescriptors: Int?
    var startSeconds: Int?

    /// When this process first asked: as it does when a server starts, about the time the process did.
    static let started: Int = {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec)
    }()

    static func read() -> ProcessFigures {
        var figures = ProcessFigures()
        figures.startSeconds = started
        var usage = rusage()
        #if canImport(Glibc)
            let me = __rusage_who_t(RUSAGE_SELF.rawValue)
            let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        #else
            let me = RUSAGE_SELF
            let files = RLIMIT_NOFILE
        #endif
        if getrusage(me, &usage) == 0 {
            let seconds = Int(usage.ru_utime.tv_sec) + Int(usage.ru_stime.tv_sec)
            figures.cpuMilliseconds = seconds * 1000 + (Int(usage.ru_utime.tv_usec) + Int(usage.ru_stime.tv_usec)) / 1000
        }
        var limit = rlimit()
        if getrlimit(files, &limit) == 0 { figures.maxDescriptors = Int(clamping: limit.rlim_cur) }
        #if canImport(Glibc)
            if let pages = firstNumbers(of: "/proc/self/statm").dropFirst().first {
                figures.residentBytes = pages * Int(sysconf(Int32(_SC_PAGESIZE)))
            }
            figures.openDescriptors = countEntries(of: "/proc/self/fd")
        #endif
        return figures
    }

    /// The numbers at the beginning of a small file.
    private static func firstNumbers(of path: String) -> [Int] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 256)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return [] }
        return String(decoding: bytes[..<count], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    }

    private static func countEntries(of path: String) -> Int? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        // `.`, `..` and the descriptor of the listing itself.
        return max(0, count - 3)
    }
}
