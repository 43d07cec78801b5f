#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reading regular files, whole.
enum FileAccess {
    struct File {
        let name: String
        /// Changes whenever size or time of change do.
        let entityTag: String
        let contents: [UInt8]
    }

    static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && access(path, R_OK | X_OK) == 0
    }

    /// The file at `path`; `nil` if it is none, unreadable or larger than `maxBytes`.
    static func read(_ path: String, maxBytes: Int) -> File? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(status.st_size)
        guard size <= maxBytes else { return nil }
        var failed = false
        let contents = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size, let start = buffer.baseAddress {
                #if canImport(Glibc)
                    let got = Glibc.read(descriptor, start + count, size - count)
                #else
                    let got = Darwin.read(descriptor, start + count, size - count)
                #endif
                guard got > 0 else {
                    failed = true
                    return
                }
                count += got
            }
        }
        guard !failed else { return nil }
        #if canImport(Glibc)
            let changed = status.st_mtim
        #else
            let changed = status.st_mtimespec
        #endif
        let tag = "\"\(String(size, radix: 36))-\(String(changed.tv_sec, radix: 36))-\(String(changed.tv_nsec, radix: 36))\""
        return File(name: path, entityTag: tag, contents: contents)
    }
}
