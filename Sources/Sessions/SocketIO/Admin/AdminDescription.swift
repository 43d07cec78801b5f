import WayleaveJSON

/// Sockets as the admin UI reads them.
struct AdminDescription: Sendable {
    private let redaction: AdminRedaction
    private let maxShownBytes: Int

    init(_ options: AdminOptions) {
        redaction = AdminRedaction(options)
        maxShownBytes = options.maxShownBytes
    }

    /// A socket of this process, on its loop.
    func describe(_ socket: Socket) -> JSONValue {
        [
            "id": .string(socket.id), "clientId": .string(Self.clientID(socket.connection.session.id)),
            "transport": .string(socket.connection.transportName), "nsp": .string(socket.namespace.name),
            "data": shown(.object(socket.data)), "handshake": redaction.handshake(RemoteHandshake.object(of: socket.handshake)),
            "rooms": .array(socket.rooms.map { .string($0) }),
        ]
    }

    /// A socket of another server, of which client and transport are unknown here.
    func describe(_ socket: RemoteSocket, in namespace: String) -> JSONValue {
        [
            "id": .string(socket.id), "clientId": .string(socket.id), "transport": "", "nsp": .string(namespace),
            "data": shown(socket.data),
            "handshake": redaction.handshake(socket.handshake.json), "rooms": .array(socket.rooms.map { .string($0) }),
        ]
    }

    /// What may be shown of an application's data.
    func shown(_ data: JSONValue) -> JSONValue {
        let bounded = AdminWeight.bounded(data, to: maxShownBytes)
        return bounded == data ? data : ["…": bounded]
    }

    /// The same for all sockets of one session, and of no use to whoever would like to speak for the client: the session's id is its secret.
    private static func clientID(_ sessionID: String) -> String {
        var hasher = Hasher()
        hasher.combine(sessionID)
        let digits = String(UInt64(bitPattern: Int64(hasher.finalize())), radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    }
}
