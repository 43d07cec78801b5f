import WayleaveJSON

/// What is remembered of a client that lost its connection.
struct RecoverySession: Sendable {
    /// The socket's public id.
    let sid: String
    /// The private one, by which the client is known again.
    let pid: String
    let rooms: [String]
    let data: JSONObject
    /// The number of the last event that was sent to the client; -1 if none was.
    let lastSent: Int
    /// The number of the first event that was not sent to it any more, whoever it was for.
    let position: Int
    /// When it lost the connection.
    let disconnectedAt: ContinuousClock.Instant

    /// About the memory it holds.
    var bytes: Int { rooms.reduce(256) { $0 + $1.utf8.count + 16 } + JSONValue.object(data).approximateBytes }
}

extension JSONValue {
    /// About the memory it holds.
    fileprivate var approximateBytes: Int {
        switch self {
        case .null, .bool: 16
        case .number(let number): 32 + number.text.utf8.count
        case .string(let text): 16 + text.utf8.count
        case .binary(let binary): 32 + binary.bytes.count
        case .array(let elements): elements.reduce(32) { $0 + $1.approximateBytes }
        case .object(let object): object.members.reduce(32) { $0 + 16 + $1.name.utf8.count + $1.value.approximateBytes }
        }
    }
}
