/// The elements of a comma-separated field value, without the white space around them (RFC 9110 § 5.6.1).
///
/// Empty elements are kept: whether they are allowed depends on the field. Commas within quoted strings are not understood;
/// use it for fields whose elements are tokens.
package struct FieldList: Sequence, IteratorProtocol {
    private let bytes: UnsafeRawBufferPointer
    private var place: Int

    /// The pointer must stay valid while the list is in use.
    @inline(__always)
    package init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        place = 0
    }

    package mutating func next() -> UnsafeRawBufferPointer? {
        guard place <= bytes.count else { return nil }
        var start = place
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: ",") { end &+= 1 }
        place = end &+ 1
        while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start &+= 1 }
        while end > start, bytes[end &- 1] == 0x20 || bytes[end &- 1] == 0x09 { end &-= 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }
}
