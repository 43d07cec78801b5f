package import WayleaveJSON

/// Says why a connection's bytes are no records of its hub protocol; it ends the connection.
package enum HubProtocolError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A record, its separator or prefix included, has more bytes than allowed.
    case tooLarge(limit: Int)
    /// A length that has more than five bytes, or does not fit 31 bits.
    case invalidLength
    case invalidJSON(JSONError)
    case invalidMessagePack(JSONError)
    /// A record that is no object, or in MessagePack no array.
    case notAMessage
    /// More bytes than the message takes.
    case surplus
    case missing(String)
    case wrongType(String, expected: String)
    case resultAndError
    case unknownResultKind
    case sequenceTooHigh

    /// The official server's words, where it has some.
    package var description: String {
        switch self {
        case .tooLarge(let limit):
            "The maximum message size of \(limit)B was exceeded. The message size can be configured in AddHubOptions."
        case .invalidLength: "Messages over 2GB in size are not supported."
        case .invalidJSON(let error): "Error reading JSON: \(error)."
        case .invalidMessagePack(let error): "Error reading MessagePack: \(error)."
        case .notAMessage: "Unexpected token. Expected a message's object or array."
        case .surplus: "The record is longer than its message."
        case .missing(let name): "Missing required property '\(name)'."
        case .wrongType(let name, let expected): "Expected '\(name)' to be of type \(expected)."
        case .resultAndError: "The 'error' and 'result' properties are mutually exclusive."
        case .unknownResultKind: "Invalid invocation result kind."
        case .sequenceTooHigh: "Sequence ID greater than amount of messages we've received."
        }
    }
}
