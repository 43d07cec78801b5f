package import WayleaveJSON

/// What nodes tell each other of a socket; the layout is that of the reference server.
package struct SocketDetails: Sendable, Hashable {
    let id: String
    let handshake: JSONObject
    let rooms: [String]
    let data: JSONValue

    init(_ socket: Socket) {
        id = socket.id
        handshake = RemoteHandshake.object(of: socket.handshake)
        rooms = socket.rooms
        data = .object(socket.data)
    }

    /// Reads what another node sent; `nil` if it is no socket.
    package init?(_ value: JSONValue) {
        guard let id = value["id"]?.string else { return nil }
        self.id = id
        handshake = value["handshake"]?.object ?? [:]
        rooms = (value["rooms"]?.array ?? []).map { $0.string ?? $0.description }
        data = value["data"] ?? .object([:])
    }

    /// What another node reads.
    package var value: JSONValue {
        ["id": .string(id), "handshake": .object(handshake), "rooms": .array(rooms.map { .string($0) }), "data": data]
    }
}
