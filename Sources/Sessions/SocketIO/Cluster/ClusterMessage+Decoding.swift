import WayleaveBytes
package import WayleaveJSON

extension ClusterMessage {
    /// Reads what another node sent: JSON if the first byte is a brace, MessagePack otherwise.
    ///
    /// Throws `JSONError` for bytes that are neither and ``ClusterMessageError`` for what is no message.
    package init(decoding bytes: [UInt8]) throws {
        if let broadcast = try Self.broadcast(decoding: bytes) {
            self = broadcast
            return
        }
        let value: JSONValue = bytes.first == UInt8(ascii: "{") ? try JSON.decode(from: bytes) : try MessagePack.decode(from: bytes)
        guard let uid = value["uid"]?.string, let namespace = value["nsp"]?.string else { throw ClusterMessageError("uid and nsp") }
        self.init(uid: uid, namespace: namespace, body: try Self.body(value["type"]?.int ?? 0, value["data"] ?? .null))
    }

    /// The frequent message, an event in JSON: its arguments are taken as they are. `nil` for all others.
    private static func broadcast(decoding bytes: [UInt8]) throws -> ClusterMessage? {
        guard bytes.first == UInt8(ascii: "{") else { return nil }
        return try bytes.withUnsafeBytes { bytes -> ClusterMessage? in
            var document = JSONDocument()
            try document.scan(bytes)
            defer { JSONDocument.finish(&document) }
            guard let type = document.member("type", of: 0), document.text(of: type).elementsEqual("3".utf8),
                let uid = document.member("uid", of: 0), let namespace = document.member("nsp", of: 0),
                let data = document.member("data", of: 0), document.kind(of: data) == .object,
                let packet = document.member("packet", of: data), document.kind(of: packet) == .object,
                let values = document.member("data", of: packet), document.kind(of: values) == .array,
                document.next(after: values) > values + 1
            else { return nil }
            let target = try document.member("opts", of: data).map { try document.decode(JSONValue.self, at: $0) }
            let requestID = try document.member("requestId", of: data).map { try document.decode(String.self, at: $0) }
            let event = OutgoingEvent(payload: SharedBytes(UnsafeRawBufferPointer(document.text(of: values))), attachments: [])
            return ClusterMessage(
                uid: try document.decode(String.self, at: uid), namespace: try document.decode(String.self, at: namespace),
                body: .broadcast(event, ClusterTarget(target), requestID: requestID))
        }
    }

    /// Reads the part that depends on the type.
    package static func body(_ number: Int, _ data: JSONValue) throws -> Body {
        guard let type = ClusterMessageType(rawValue: number) else { throw ClusterMessageError("a type of 1 to 13 instead of \(number)") }
        let target = ClusterTarget(data["opts"])
        let requestID = data["requestId"]?.string
        func requested() throws -> String {
            guard let requestID else { throw ClusterMessageError("a requestId in a message of type \(number)") }
            return requestID
        }
        switch type {
        case .initialHeartbeat: return .initialHeartbeat
        case .heartbeat: return .heartbeat
        case .adapterClose: return .adapterClose
        case .broadcast:
            guard let values = data["packet"]?["data"]?.array, !values.isEmpty else { throw ClusterMessageError("a packet with data") }
            return .broadcast(try OutgoingEvent(values: values), target, requestID: requestID)
        case .socketsJoin: return .socketsJoin(target, rooms: ClusterTarget.names(data["rooms"]))
        case .socketsLeave: return .socketsLeave(target, rooms: ClusterTarget.names(data["rooms"]))
        case .disconnectSockets: return .disconnectSockets(target, close: data["close"]?.bool ?? false)
        case .fetchSockets: return .fetchSockets(target, requestID: try requested())
        case .fetchSocketsResponse:
            let sockets = (data["sockets"]?.array ?? []).compactMap { SocketDetails($0) }
            return .fetchSocketsResponse(sockets, requestID: try requested())
        case .serverSideEmit: return .serverSideEmit(data["packet"]?.array ?? [], requestID: requestID)
        case .serverSideEmitResponse: return .serverSideEmitResponse(data["packet"] ?? .null, requestID: try requested())
        case .broadcastClientCount: return .broadcastClientCount(data["clientCount"]?.int ?? 0, requestID: try requested())
        case .broadcastAck: return .broadcastAck(data["packet"] ?? .null, requestID: try requested())
        }
    }
}
