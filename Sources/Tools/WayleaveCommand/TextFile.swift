#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

// Inside the type its own functions would hide these.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, bytes, count) }
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(descriptor, bytes, count) }

/// Whole files.
enum TextFile {
    /// The largest file that is read, in bytes.
    static let maxBytes = 256 * 1024 * 1024

    /// The bytes of a file; `-` is standard input.
    static func read(_ path: String) throws(ConfigurationRefused) -> [UInt8] {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY)
        guard descriptor >= 0 else { throw ConfigurationRefused("cannot read `\(path)`: \(String(cString: strerror(errno)))") }
        defer { if descriptor > 0 { close(descriptor) } }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { throw ConfigurationRefused("cannot read `\(path)`: \(String(cString: strerror(errno)))") }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= maxBytes else { throw ConfigurationRefused("`\(path)` has more than \(maxBytes) bytes") }
        }
    }

    /// Writes a file, in place of one that is there.
    static func write(_ text: String, to path: String) throws(ConfigurationRefused) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw ConfigurationRefused("cannot write `\(path)`: \(String(cString: strerror(errno)))") }
        defer { close(descriptor) }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw ConfigurationRefused("cannot write `\(path)`: \(String(cString: strerror(errno)))") }
            rest.removeFirst(count)
        }
    }
}
