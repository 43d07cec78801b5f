package import WayleaveJSON

/// What names a call, as its answer has to repeat it.
package enum InvocationID {
    /// The string as it stands in a record of the same protocol: quotation marks and escapes, or header, included. Borrowed.
    case encoded(UnsafeRawBufferPointer)
    /// The string.
    case text(String)
}

extension JSONDocument {
    /// The string at `token` as it stands in the record.
    @inline(__always)
    package func encodedID(at token: Int) -> InvocationID { .encoded(UnsafeRawBufferPointer(text(of: token))) }
}
