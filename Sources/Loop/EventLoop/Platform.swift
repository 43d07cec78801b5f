internal import CLibUV

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// The POSIX calls that libuv does not wrap, under names that are the same on Linux and macOS.
enum Platform {
    /// Monotonic time in nanoseconds.
    @inline(__always)
    static func monotonicNanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }

    /// Seconds since 1970, for `Date` fields and log lines.
    static func unixSeconds() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec)
    }

    /// Writes to a socket without raising `SIGPIPE`; returns the count, or -1 with `errno` set.
    @inline(__always)
    static func send(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.send(descriptor, bytes, count, Int32(MSG_NOSIGNAL))
        #else
            Darwin.send(descriptor, bytes, count, 0)
        #endif
    }

    /// Accepts a connection that waits at a non-blocking socket, and tells who it is; -1 with `errno` set if there is none.
    static func accept(_ listening: Int32, _ address: inout sockaddr_storage) -> Int32 {
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                #if canImport(Glibc)
                    return CLibUV.accept4(listening, address, &length, Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue))
                #else
                    let descriptor = Darwin.accept(listening, address, &length)
                    if descriptor >= 0 {
                        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
                        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
                    }
                    return descriptor
                #endif
            }
        }
    }

    /// Whether a socket has bytes to read.
    static func hasUnread(_ descriptor: Int32) -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) > 0
    }

    static func bind(_ descriptor: Int32, _ address: inout sockaddr_storage) -> Int32 {
        let length = address.usedLength
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                #if canImport(Glibc)
                    Glibc.bind(descriptor, address, length)
                #else
                    Darwin.bind(descriptor, address, length)
                #endif
            }
        }
    }

    static func connect(_ descriptor: Int32, _ address: inout sockaddr_storage) -> Int32 {
        let length = address.usedLength
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                #if canImport(Glibc)
                    Glibc.connect(descriptor, address, length)
                #else
                    Darwin.connect(descriptor, address, length)
                #endif
            }
        }
    }

    static func listen(_ descriptor: Int32, _ backlog: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.listen(descriptor, backlog)
        #else
            Darwin.listen(descriptor, backlog)
        #endif
    }

    /// Sets a socket's option; whether that worked.
    @discardableResult
    static func set(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) -> Bool {
        var value = value
        return setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size)) == 0
    }

    /// Closes a connection with a reset: nothing of it stays behind, not even the waiting for late segments.
    static func reset(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close(descriptor)
    }

    /// A descriptor of nothing, to have one in reserve; -1 if there is none.
    static func openNothing() -> Int32 { open("/dev/null", O_RDONLY | O_CLOEXEC) }

    /// Whether `errno` says that the socket's buffer is full for now.
    @inline(__always)
    static var wouldBlock: Bool { errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR }

    /// Makes writes to a closed socket return `EPIPE` instead of ending the process.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Raises the soft limit of open files to the hard one; where that is refused, the limit stays.
    static func raiseOpenFileLimit() {
        var limit = openFileLimits
        guard limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(openFiles, &limit)
    }

    /// How many files the process may have open now.
    static var openFileLimit: Int { Int(clamping: openFileLimits.rlim_cur) }

    /// How many of the first 4,096 descriptors are in use.
    static var openFileCount: Int { (0..<Int32(min(openFileLimit, 4096))).count { fcntl($0, F_GETFD) >= 0 } }

    private static var openFileLimits: rlimit {
        var limit = rlimit()
        return getrlimit(openFiles, &limit) == 0 ? limit : rlimit(rlim_cur: 1024, rlim_max: 1024)
    }

    #if canImport(Glibc)
        private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let openFiles = RLIMIT_NOFILE
    #endif

    #if canImport(Glibc)
        static let keepAliveIdle = TCP_KEEPIDLE
        static let peek = Int32(MSG_PEEK)
        static let plainStreamType = Int32(SOCK_STREAM.rawValue)
        static let datagramType = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        static let streamType = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    #else
        static let keepAliveIdle = TCP_KEEPALIVE
        static let peek = Int32(MSG_PEEK)
        static let plainStreamType = SOCK_STREAM
        static let datagramType = SOCK_DGRAM
        static let streamType = SOCK_STREAM
    #endif
}
