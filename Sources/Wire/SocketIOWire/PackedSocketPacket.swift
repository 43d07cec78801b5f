package import WayleaveJSON

/// The parts of one packet of socket.io-msgpack-parser, as tokens of the document it was read into.
///
/// What JavaScript calls undefined and null count as absent. Other members of the map, such as `options`, mean nothing.
package struct PackedSocketPacket {
    package let type: SocketPacketType
    /// The namespace's name.
    package let namespace: Int
    package let ackID: Int?
    /// The payload: an object for CONNECT, otherwise an array; absent for DISCONNECT and for CONNECT without `auth`.
    package let data: Int?

    /// Reads a binary message. The document borrows `bytes` until `JSONDocument.finish`.
    package static func read(
        _ bytes: UnsafeRawBufferPointer, into document: JSONDocument, limits: SocketPacketLimits
    ) throws(SocketPacketError) -> PackedSocketPacket {
        let used: Int
        do { used = try document.scan(messagePack: bytes) } catch { throw .invalidJSON(error) }
        guard used == bytes.count else { throw .invalidPacked(expected: "the end after \(used) bytes") }
        guard document.kind(of: 0) == .object else { throw .invalidPacked(expected: "a map") }
        let type = try type(document)
        guard let namespace = document.member("nsp", of: 0), document.kind(of: namespace) == .string, !document.hasEscapes(namespace)
        else { throw .invalidPacked(expected: "the member nsp, a string") }
        guard document.contents(ofString: namespace).count <= limits.maxNamespaceBytes else {
            throw .namespaceTooLong(limit: limits.maxNamespaceBytes)
        }
        let ackID = try ackID(document, type)
        let data = document.member("data", of: 0).flatMap { document.kind(of: $0) == .null ? nil : $0 }
        try check(data, document, type)
        return PackedSocketPacket(type: type, namespace: namespace, ackID: ackID, data: data)
    }

    private static func type(_ document: JSONDocument) throws(SocketPacketError) -> SocketPacketType {
        guard let member = document.member("type", of: 0), let number = try? document.decode(Int.self, at: member),
            (0...4).contains(number),
            let type = SocketPacketType(rawValue: 48 + UInt8(number))
        else { throw .invalidPacked(expected: "the member type, 0 to 4") }
        guard type != .connectError else { throw .notFromClients(type) }
        return type
    }

    private static func ackID(_ document: JSONDocument, _ type: SocketPacketType) throws(SocketPacketError) -> Int? {
        guard let member = document.member("id", of: 0), document.kind(of: member) != .null else {
            if type == .ack { throw .missingAckID }
            return nil
        }
        guard type == .event || type == .ack else { throw .unexpectedAckID(type) }
        guard let id = try? document.decode(Int.self, at: member), (0..<SocketPacketLimits.ackIDs).contains(id) else { throw .ackIDTooLong }
        return id
    }

    private static func check(_ data: Int?, _ document: JSONDocument, _ type: SocketPacketType) throws(SocketPacketError) {
        switch type {
        case .connect:
            if let data, document.kind(of: data) != .object { throw .wrongPayload(type, expected: "an object") }
        case .disconnect:
            if data != nil { throw .unexpectedPayload(type) }
        case .event:
            guard let data, document.kind(of: data) == .array, document.next(after: data) > data + 1 else {
                throw .wrongPayload(type, expected: "an array that begins with the event's name")
            }
            try SocketPayload.checkEventName(document, at: data + 1, type)
        default:
            guard let data, document.kind(of: data) == .array else { throw .wrongPayload(type, expected: "an array") }
        }
    }
}
