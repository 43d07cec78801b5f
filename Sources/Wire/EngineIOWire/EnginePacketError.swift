/// A packet that is none: what was found where a packet should begin.
package enum EnginePacketError: Error, Equatable, CustomStringConvertible {
    /// Not one byte, not even a type.
    case empty
    /// The first byte is neither a digit 0–6 nor, where base64 is allowed, `b`.
    case unknownType(UInt8)
    /// What follows `b` is not base64 (RFC 4648 § 4).
    case invalidBase64
    /// The length in front of a packet of revision 3 is no number, or not where a packet of the payload ends.
    case invalidLength
    /// The payload is not UTF-8.
    case invalidUTF8

    package var description: String {
        switch self {
        case .empty: "an Engine.IO packet is empty; it must begin with its type, a digit from 0 to 6"
        case .unknownType(let byte): "an Engine.IO packet begins with byte \(byte); it must begin with a digit from 0 to 6"
        case .invalidBase64: "a binary Engine.IO packet ('b') does not hold base64 (RFC 4648 § 4)"
        case .invalidLength: "the length in front of an Engine.IO packet does not fit its payload"
        case .invalidUTF8: "an Engine.IO payload is not UTF-8"
        }
    }
}
