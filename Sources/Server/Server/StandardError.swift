#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Lines to standard error, each in one write.
enum StandardError {
    static func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = bytes.withUnsafeBytes { buffer in
            #if canImport(Glibc)
                Glibc.write(2, buffer.baseAddress, buffer.count)
            #else
                Darwin.write(2, buffer.baseAddress, buffer.count)
            #endif
        }
    }
}
