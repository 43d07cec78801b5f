import WayleaveEventLoop
public import WayleaveJSON
import WayleaveSocketIOWire

/// One client in one namespace. Confined to the loop its connection lives on.
///
/// It is not `Sendable`: code elsewhere reaches the client through its room, `io.to(id)`.
public final class Socket {
    /// The socket's id, 20 characters; also the name of a room with this socket alone.
    public let id: String
    /// What was known of the client when it connected.
    public let handshake: Handshake
    public let namespace: Namespace
    /// Anything the application wants to remember about the client.
    public var data: JSONObject
    /// The rooms the socket is in.
    public internal(set) var rooms: Set<String> = []
    /// Whether the socket can send and receive.
    public private(set) var isConnected = false

    let connection: Connection
    let shard: NamespaceShard
    var handlers = HandlerTable()
    var anyHandlers: [(String, [JSONValue]) -> Void] = []
    var disconnectingHandlers: [(DisconnectReason) -> Void] = []
    var disconnectHandlers: [(DisconnectReason) -> Void] = []
    var pending = PendingAcknowledgements()

    init(id: String, handshake: Handshake, namespace: Namespace, data: JSONObject, connection: Connection, shard: NamespaceShard) {
        self.id = id
        self.handshake = handshake
        self.namespace = namespace
        self.data = data
        self.connection = connection
        self.shard = shard
    }

    /// The name of what carries the connection: `polling` or `websocket`.
    public var transport: String { connection.transportName }

    // MARK: Rooms

    /// Enters rooms; does nothing after disconnecting.
    public func join(_ rooms: String...) { join(rooms) }

    /// Enters rooms; does nothing after disconnecting.
    public func join(_ rooms: [String]) {
        guard isConnected else { return }
        for room in rooms where self.rooms.insert(room).inserted { shard.add(self, to: room) }
    }

    /// Leaves rooms; harmless for rooms the socket is not in.
    public func leave(_ rooms: String...) { leave(rooms) }

    /// Leaves rooms; harmless for rooms the socket is not in.
    public func leave(_ rooms: [String]) {
        for room in rooms where self.rooms.remove(room) != nil { shard.remove(self, from: room) }
    }

    /// Everybody in the namespace but this socket.
    public var broadcast: BroadcastOperator { BroadcastOperator(namespace: namespace, except: [id]) }

    /// The sockets in these rooms, but not this one.
    public func to(_ rooms: String...) -> BroadcastOperator { BroadcastOperator(namespace: namespace, rooms: rooms, except: [id]) }

    /// The same as ``to(_:)``.
    public func `in`(_ rooms: String...) -> BroadcastOperator { BroadcastOperator(namespace: namespace, rooms: rooms, except: [id]) }

    /// Everybody in the namespace but this socket and those in these rooms.
    public func except(_ rooms: String...) -> BroadcastOperator { BroadcastOperator(namespace: namespace, except: [id] + rooms) }

    // MARK: Life

    /// Leaves the namespace; with `close`, all namespaces of the client, and closes its connection.
    public func disconnect(close: Bool = false) {
        guard isConnected else { return }
        if close { connection.disconnectAll() } else { connection.disconnect(self) }
    }

    /// Begins the socket's life: from now on it is in the namespace.
    func begin() {
        isConnected = true
        shard.insert(self)
        join(id)
    }

    /// Ends the socket's life: tells the handlers, leaves all rooms, fails what is awaited.
    ///
    /// Handlers mostly capture the socket; forgetting them ends the cycle.
    func end(_ reason: DisconnectReason) {
        guard isConnected else { return }
        for handler in disconnectingHandlers { handler(reason) }
        isConnected = false
        for room in rooms { shard.remove(self, from: room) }
        rooms = []
        shard.remove(self)
        for completion in pending.takeAll() { completion(.failure(.disconnected)) }
        for handler in disconnectHandlers { handler(reason) }
        handlers.removeAll()
        anyHandlers = []
        disconnectingHandlers = []
        disconnectHandlers = []
    }
}
