/// A message as it lies in the receive buffer: valid only inside the callback it is given to.
///
/// Text has been validated as UTF-8 (RFC 6455 § 8.1). Copy what has to live longer.
public struct WebSocketMessage: ~Copyable, ~Escapable {
    /// Whether the message is text; otherwise it is binary.
    public let isText: Bool
    /// The payload, borrowed.
    public let bytes: RawSpan

    @inline(__always)
    @_lifetime(copy bytes)
    init(isText: Bool, bytes: RawSpan) {
        self.isText = isText
        self.bytes = bytes
    }

    /// The payload as a string; bytes of a binary message that are not UTF-8 become U+FFFD.
    public var text: String { bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }

    /// A copy of the payload.
    public func copyBytes() -> [UInt8] { bytes.withUnsafeBytes { [UInt8]($0) } }
}
