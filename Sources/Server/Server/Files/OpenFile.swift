#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// A regular file that is open for reading, as it was when it was opened; closed with the last reference.
final class OpenFile: Sendable {
    let descriptor: Int32
    /// In bytes.
    let size: Int
    /// Seconds since 1970.
    let lastModified: Int64
    /// A strong tag with its quotes: changes whenever size or time of change, in nanoseconds, do.
    let entityTag: String

    /// What stands at a path.
    enum Finding {
        case file(OpenFile)
        case directory
        case nothing
    }

    /// Opens what stands at `path`.
    static func find(_ path: String) -> Finding {
        // Non-blocking, so that a pipe is refused instead of waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .nothing }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            close(descriptor)
            return .nothing
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(OpenFile(descriptor, status))
        case S_IFDIR:
            close(descriptor)
            return .directory
        default:
            close(descriptor)
            return .nothing
        }
    }

    private init(_ descriptor: Int32, _ status: stat) {
        self.descriptor = descriptor
        size = Int(status.st_size)
        #if canImport(Glibc)
            let changed = status.st_mtim
        #else
            let changed = status.st_mtimespec
        #endif
        lastModified = Int64(changed.tv_sec)
        entityTag = "\"\(String(size, radix: 36))-\(String(changed.tv_sec, radix: 36))-\(String(changed.tv_nsec, radix: 36))\""
    }

    deinit { close(descriptor) }

    /// Where the file really is, links resolved; `nil` if the system does not say.
    var realPath: String? {
        #if canImport(Glibc)
            FilePath.real("/proc/self/fd/\(descriptor)")
        #else
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
                guard let start = buffer.baseAddress, fcntl(descriptor, F_GETPATH, start) == 0 else { return nil }
                return String(cString: start)
            }
        #endif
    }

    /// The bytes of `range`, read here and now; `nil` if the file has become shorter.
    func read(_ range: Range<Int>) -> [UInt8]? {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count, let start = buffer.baseAddress {
                let got = pread(descriptor, start + count, range.count - count, off_t(range.lowerBound + count))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failed = true
                    return
                }
                count += got
            }
        }
        return failed ? nil : bytes
    }
}
