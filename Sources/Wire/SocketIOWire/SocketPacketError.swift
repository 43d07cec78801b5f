package import WayleaveJSON

/// What made a packet unacceptable; each of these closes the connection.
package enum SocketPacketError: Error, Equatable, CustomStringConvertible {
    case empty
    case unknownType(UInt8)
    /// A type that only servers send.
    case notFromClients(SocketPacketType)
    case badAttachmentCount(limit: Int)
    case namespaceTooLong(limit: Int)
    case ackIDTooLong
    case missingAckID
    case unexpectedAckID(SocketPacketType)
    case missingPayload(SocketPacketType)
    case unexpectedPayload(SocketPacketType)
    case invalidJSON(JSONError)
    case wrongPayload(SocketPacketType, expected: String)
    case reservedEvent(String)
    case invalidPlaceholder
    case textDuringAttachments
    case unexpectedAttachment
    case tooManyBytes(limit: Int)
    /// Not what the MessagePack parser reads.
    case invalidPacked(expected: String)
    /// Text where the parser's packets are binary messages.
    case textForMessagePack

    package var description: String {
        switch self {
        case .empty: "an empty packet"
        case .unknownType(let byte): "unknown packet type, byte \(byte)"
        case .notFromClients(let type): "a packet of type \(type), which only servers send"
        case .badAttachmentCount(let limit): "a binary packet needs 1 to \(limit) attachments, as digits and \"-\""
        case .namespaceTooLong(let limit): "a namespace of more than \(limit) bytes"
        case .ackIDTooLong: "an acknowledgement id of more than \(SocketPacketLimits.maxAckDigits) digits"
        case .missingAckID: "an acknowledgement without an id"
        case .unexpectedAckID(let type): "a packet of type \(type) with an acknowledgement id"
        case .missingPayload(let type): "a packet of type \(type) without a payload"
        case .unexpectedPayload(let type): "a packet of type \(type) with a payload"
        case .invalidJSON(let error): "invalid JSON: \(error)"
        case .wrongPayload(let type, let expected): "a packet of type \(type) must carry \(expected)"
        case .reservedEvent(let name): "the reserved event name \"\(name)\""
        case .invalidPlaceholder: "a placeholder without its attachment"
        case .textDuringAttachments: "text while attachments are due"
        case .unexpectedAttachment: "binary data that no packet announced"
        case .tooManyBytes(let limit): "a packet and its attachments of more than \(limit) bytes"
        case .invalidPacked(let expected): "invalid MessagePack packet: expected \(expected)"
        case .textForMessagePack: "text, where the MessagePack parser sends binary messages; does the client use the same parser?"
        }
    }
}
