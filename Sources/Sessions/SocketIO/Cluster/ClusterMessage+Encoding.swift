import WayleaveBytes
package import WayleaveJSON

/// The layout `{type, data, uid, nsp}` of the reference server's sharded adapter: JSON or, where binary data is, MessagePack.
extension ClusterMessage {
    /// The message as bytes. Throws `JSONError` for what cannot be encoded.
    package func encoded() throws -> [UInt8] {
        if case .broadcast(let event, let target, let requestID) = body, event.attachments.isEmpty {
            return try encodedBroadcast(event, target, requestID)
        }
        var object: JSONObject = ["type": .number(JSONNumber(type.rawValue))]
        object["data"] = try data()
        object["uid"] = .string(uid)
        object["nsp"] = .string(namespace)
        let value = JSONValue.object(object)
        return value.holdsBinary ? try MessagePack.encode(value) : try JSON.encode(value)
    }

    /// The part of the message that depends on its type; `nil` where there is none.
    package func data() throws -> JSONValue? {
        switch body {
        case .initialHeartbeat, .heartbeat, .adapterClose: return nil
        case .broadcast(let event, let target, let requestID):
            var data: JSONObject = ["packet": ["type": 2, "data": .array(try event.values())]]
            if let requestID { data["requestId"] = .string(requestID) }
            data["opts"] = target.value
            return .object(data)
        case .socketsJoin(let target, let rooms), .socketsLeave(let target, let rooms):
            return ["opts": target.value, "rooms": .array(rooms.map { .string($0) })]
        case .disconnectSockets(let target, let close): return ["opts": target.value, "close": .bool(close)]
        case .fetchSockets(let target, let requestID): return ["opts": target.value, "requestId": .string(requestID)]
        case .fetchSocketsResponse(let sockets, let requestID):
            return ["requestId": .string(requestID), "sockets": .array(sockets.map(\.value))]
        case .serverSideEmit(let packet, let requestID):
            guard let requestID else { return ["packet": .array(packet)] }
            return ["requestId": .string(requestID), "packet": .array(packet)]
        case .serverSideEmitResponse(let value, let requestID), .broadcastAck(let value, let requestID):
            return ["requestId": .string(requestID), "packet": value]
        case .broadcastClientCount(let count, let requestID):
            return ["requestId": .string(requestID), "clientCount": .number(JSONNumber(count))]
        }
    }

    /// The frequent one: the event's JSON goes in as it is.
    private func encodedBroadcast(_ event: OutgoingEvent, _ target: ClusterTarget, _ requestID: String?) throws -> [UInt8] {
        var writer = ByteWriter(capacity: event.payload.count + 256)
        writer.append("{\"type\":3,\"data\":{\"packet\":{\"type\":2,\"data\":")
        event.payload.withUnsafeBytes { writer.append($0) }
        writer.append("}")
        if let requestID {
            writer.append(",\"requestId\":")
            JSONText.append(requestID, to: &writer)
        }
        writer.append(",\"opts\":")
        writer.append(try JSON.encode(target.value))
        writer.append("},\"uid\":")
        JSONText.append(uid, to: &writer)
        writer.append(",\"nsp\":")
        JSONText.append(namespace, to: &writer)
        writer.append("}")
        return writer.copyBytes()
    }
}

extension JSONValue {
    /// Whether binary data is anywhere in it.
    var holdsBinary: Bool {
        switch self {
        case .binary: true
        case .array(let elements): elements.contains { $0.holdsBinary }
        case .object(let object): object.members.contains { $0.value.holdsBinary }
        default: false
        }
    }
}
