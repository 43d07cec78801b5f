/// Prefixes of paths, asked with borrowed bytes: going through them touches no reference count.
struct PrefixList: Sendable {
    /// All prefixes, one after the other, and where each ends.
    private let bytes: [UInt8]
    private let ends: [Int]

    init(_ prefixes: [[UInt8]]) {
        bytes = prefixes.flatMap { $0 }
        var end = 0
        ends = prefixes.map {
            end += $0.count
            return end
        }
    }

    /// The index of the first prefix that `path` begins with.
    ///
    /// - Parameter wholeSegments: whether one that does not end with a slash is to be the whole path.
    @inline(__always)
    func first(of path: UnsafeRawBufferPointer, wholeSegments: Bool) -> Int? {
        var start = 0
        for index in 0..<ends.count {
            let end = ends[index]
            let count = end &- start
            if count <= path.count, !wholeSegments || count == path.count || (count > 0 && bytes[end &- 1] == 0x2F) {
                let isPrefix = bytes.withUnsafeBytes {
                    PathTable<Int>.equal(
                        UnsafeRawBufferPointer(rebasing: $0[start..<end]), UnsafeRawBufferPointer(rebasing: path[..<count]))
                }
                if isPrefix { return index }
            }
            start = end
        }
        return nil
    }
}
