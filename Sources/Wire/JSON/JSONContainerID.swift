/// Identifies an open container of a ``JSONOutput``: how deep it is and where its bracket stands.
struct JSONContainerID {
    private let narrowDepth: Int32
    private let narrowOffset: UInt32

    init(depth: Int, offset: Int) {
        narrowDepth = Int32(truncatingIfNeeded: depth)
        narrowOffset = UInt32(truncatingIfNeeded: offset)
    }

    /// 1 for the outermost; -1 for one that could not be opened.
    @inline(__always)
    var depth: Int { Int(narrowDepth) }

    @inline(__always)
    var offset: Int { Int(narrowOffset) }
}
