public import WayleaveJSON
import WayleaveRooms
public import WayleaveServer
import WayleaveSocketIOWire

/// One client in one namespace. Confined to the loop its connection lives on.
///
/// It is not `Sendable`: code elsewhere reaches the client through its room, `io.to(id)`.
public final class Socket {
    /// The socket's id, 20 characters; also the name of a room with this socket alone.
    public let id: String
    /// What was known of the client when it connected.
    public let handshake: Handshake
    /// The namespace it is in.
    public let namespace: Namespace
    /// Anything the application wants to remember about the client.
    public var data: JSONObject {
        didSet { connection.local.admin?.updated(self) }
    }
    /// Whether the socket can send and receive; what is sent before or after goes nowhere.
    @exclusivity(unchecked) public private(set) var isConnected = false
    /// The opposite of ``isConnected``.
    public var isDisconnected: Bool { !isConnected }

    let connection: Connection
    /// The namespace's rooms on this loop, and this socket's place in them while it is connected.
    let shard: Rooms<Socket>
    private var seat: RoomSeat<Socket>?
    var handlers = HandlerTable()
    @exclusivity(unchecked) var listeners: SocketListeners?
    var pending = PendingAcknowledgements()
    /// What connection state recovery needs; `nil` when that is off.
    var recovery: SocketRecovery?

    init(id: String, handshake: Handshake, namespace: Namespace, data: JSONObject, connection: Connection, shard: Rooms<Socket>) {
        self.id = id
        self.handshake = handshake
        self.namespace = namespace
        self.data = data
        self.connection = connection
        self.shard = shard
    }

    /// The Engine.IO session that carries it, and the client's other namespaces.
    public var conn: EngineConnection { EngineConnection(connection: connection) }
    /// The request that began the client's session.
    public var request: Request { handshake.request }

    // MARK: Rooms

    /// The rooms the socket is in, in the order in which it joined; the first is its own, named by its id.
    public var rooms: [String] { seat.map { shard.rooms(of: $0) } ?? [] }

    /// Enters rooms; does nothing after disconnecting.
    public func join(_ rooms: String...) { join(rooms) }

    /// Enters rooms; does nothing after disconnecting. Beyond ``SocketIOOptions/maxRoomsPerSocket`` it does not, and reports that.
    public func join(_ rooms: [String]) {
        guard let seat else { return }
        for room in rooms {
            if let error = limit(room, seat) { report(error, event: "join") } else { shard.join(room, seat) }
        }
    }

    /// Why the socket must not enter a room.
    private func limit(_ room: String, _ seat: RoomSeat<Socket>) -> RoomLimitError? {
        let options = namespace.server.options
        if room.utf8.count > options.maxRoomNameBytes { return .nameTooLong(bytes: room.utf8.count, limit: options.maxRoomNameBytes) }
        guard shard.roomCount(of: seat) >= options.maxRoomsPerSocket, !shard.isMember(seat, of: room) else { return nil }
        return .tooManyRooms(limit: options.maxRoomsPerSocket)
    }

    /// Leaves rooms; harmless for rooms the socket is not in.
    public func leave(_ rooms: String...) { leave(rooms) }

    /// Leaves rooms; harmless for rooms the socket is not in.
    public func leave(_ rooms: [String]) {
        guard let seat else { return }
        for room in rooms { shard.leave(room, seat) }
    }

    // MARK: Life

    /// Leaves the namespace; with `close`, all namespaces of the client, and closes its connection.
    public func disconnect(close: Bool = false) {
        guard isConnected else { return }
        if close { connection.disconnectAll() } else { connection.disconnect(self) }
    }

    /// Begins the socket's life: from now on it is in the namespace.
    func begin() {
        isConnected = true
        namespace.count(1)
        let seat = shard.add(self)
        self.seat = seat
        // As long as it is alone there; not by `join`, whose limits are for the application's rooms.
        shard.joinOwn(id, seat)
    }

    /// Ends the socket's life: tells the handlers, leaves all rooms, fails what is awaited.
    ///
    /// Handlers mostly capture the socket; forgetting them ends the cycle.
    func end(_ reason: DisconnectReason) {
        guard isConnected else { return }
        for handler in listeners?.disconnecting ?? [] { handler(reason) }
        // A handler may have disconnected the socket itself.
        guard isConnected else { return }
        if let recovery { persist(reason, recovery) }
        isConnected = false
        if let seat { shard.remove(seat) }
        seat = nil
        namespace.count(-1)
        namespace.server.release(namespace)
        for completion in pending.takeAll() { completion(.failure(.disconnected)) }
        for handler in listeners?.disconnect ?? [] { handler(reason) }
        handlers.removeAll()
        listeners = nil
    }
}
