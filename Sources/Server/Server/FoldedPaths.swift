internal import WayleaveBytes

/// Exact paths, asked with borrowed bytes regardless of ASCII case and of one slash at the end, as ASP.NET Core's routes are.
struct FoldedPaths: Sendable {
    /// All paths in lower case and without a slash at the end, one after the other, and where each ends.
    private let bytes: [UInt8]
    private let ends: [Int]

    init(_ paths: [String]) {
        let folded = paths.map { path in
            let bytes = path.utf8.map { ASCII.lowercased($0) }
            return bytes.last == UInt8(ascii: "/") ? Array(bytes.dropLast()) : bytes
        }
        bytes = folded.flatMap { $0 }
        var end = 0
        ends = folded.map {
            end += $0.count
            return end
        }
    }

    var isEmpty: Bool { ends.isEmpty }

    /// The index of the path that `path` is.
    func index(of path: UnsafeRawBufferPointer) -> Int? {
        let count = path.last == UInt8(ascii: "/") ? path.count &- 1 : path.count
        var start = 0
        for index in 0..<ends.count {
            let end = ends[index]
            if end &- start == count, matches(path, count, from: start) { return index }
            start = end
        }
        return nil
    }

    private func matches(_ path: UnsafeRawBufferPointer, _ count: Int, from start: Int) -> Bool {
        for place in 0..<count where ASCII.lowercased(path[place]) != bytes[start &+ place] { return false }
        return true
    }
}
