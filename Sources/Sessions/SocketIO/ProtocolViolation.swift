/// What a client did at the wrong time; each of these closes its connection.
enum ProtocolViolation: Error, CustomStringConvertible {
    case notJoined(String)
    case joinedTwice(String)

    var description: String {
        switch self {
        case .notJoined(let name): "a packet for the namespace \"\(name.prefix(80))\", which the client has not joined"
        case .joinedTwice(let name): "a second CONNECT for the namespace \"\(name.prefix(80))\""
        }
    }
}
