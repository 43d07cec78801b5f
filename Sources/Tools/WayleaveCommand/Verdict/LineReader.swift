#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The lines of a file or of standard input, one at a time, without their ends.
struct LineReader: ~Copyable {
    /// The longest line that is read, in bytes.
    static let maxLineLength = 16 * 1_024 * 1_024

    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// Opens `path`; `-` is standard input.
    init(path: String) throws(ConfigurationRefused) {
        self.path = path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY)
        guard descriptor >= 0 else { throw ConfigurationRefused("cannot read `\(path)`: \(String(cString: strerror(errno)))") }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next line; `nil` after the last.
    mutating func next() throws(ConfigurationRefused) -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return Array(buffer[start..<end])
            }
            searched = buffer.count
            if isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? Array(buffer[start...]) : nil
            }
            guard buffer.count - start <= LineReader.maxLineLength else {
                throw ConfigurationRefused("`\(path)` has a line of more than \(LineReader.maxLineLength) bytes")
            }
            searched -= start
            try fill()
        }
    }

    private mutating func fill() throws(ConfigurationRefused) {
        buffer.removeFirst(start)
        start = 0
        let chunk = 256 * 1_024
        let old = buffer.count
        buffer.append(contentsOf: repeatElement(0, count: chunk))
        let count = buffer[old...].withUnsafeMutableBytes { read(descriptor, $0.baseAddress, chunk) }
        buffer.removeLast(chunk - max(count, 0))
        guard count >= 0 else { throw ConfigurationRefused("cannot read `\(path)`: \(String(cString: strerror(errno)))") }
        isAtEnd = count == 0
    }
}
