/// How records follow one another on a connection.
package enum RecordFraming: Sendable {
    /// Each is ended by U+001E: handshakes, and JSON.
    case separated
    /// Each begins with its length, in seven-bit groups, the least significant first: MessagePack.
    case prefixed

    /// What ends a record of ``separated``.
    package static let separator: UInt8 = 0x1E
}
