/// A range of bytes of a request head, counted from where the head began in its buffer.
@usableFromInline
package struct HeadSlice: Sendable {
    @usableFromInline package let start: UInt16
    @usableFromInline package let count: UInt16

    /// The empty slice.
    package init() { (start, count) = (0, 0) }

    /// Both bounds lie within a head, which is shorter than 64 KiB.
    @inline(__always)
    init(from start: Int, to end: Int) {
        self.start = UInt16(truncatingIfNeeded: start)
        count = UInt16(truncatingIfNeeded: end &- start)
    }

    /// The bytes in `head`; empty when the slice does not lie within it.
    @inlinable
    @inline(__always)
    package func bytes(in head: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard Int(start) &+ Int(count) <= head.count, let base = head.baseAddress else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(start: base + Int(start), count: Int(count))
    }
}
