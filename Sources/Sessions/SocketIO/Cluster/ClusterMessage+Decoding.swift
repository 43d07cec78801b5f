import WayleaveJSON

extension ClusterMessage {
    /// Reads what another node sent: JSON if the first byte is a brace, MessagePack otherwise.
    ///
    /// Throws `JSONError` for bytes that are neither and ``ClusterMessageError`` for what is no message.
    init(decoding bytes: [UInt8]) throws {
        let value: JSONValue = bytes.first == UInt8(ascii: "{") ? try JSON.decode(from: bytes) : try MessagePack.decode(from: bytes)
        guard let uid = value["uid"]?.string, let namespace = value["nsp"]?.string else { throw ClusterMessageError("uid and nsp") }
        self.init(uid: uid, namespace: namespace, body: try Self.body(value["type"]?.int ?? 0, value["data"] ?? .null))
    }

    /// Reads the part that depends on the type.
    static func body(_ number: Int, _ data: JSONValue) throws -> Body {
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
