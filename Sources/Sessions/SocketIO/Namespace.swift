import Synchronization
import WayleaveEventLoop
public import WayleaveJSON
import WayleaveRooms

/// A named channel of a server, with middleware, sockets and rooms of its own; the main one is `/`. From any thread.
public final class Namespace: Sendable {
    /// May refuse a client by throwing, and write what its socket's ``Socket/data`` begins with.
    public typealias Middleware = @Sendable (Handshake, inout JSONObject) async throws -> Void

    /// The name, which begins with `/`.
    public let name: String
    let server: ServerCore
    /// What it was made by, if a client's CONNECT made it.
    let parent: ParentNamespace?
    private let behaviour: Mutex<Behaviour>
    private let ackIDs = Atomic<Int>(0)
    private let joined = Atomic<Int>(0)
    let extras = NamespaceExtras()

    /// What the application has registered.
    struct Behaviour: Sendable {
        var middlewares: [Middleware] = []
        var connectionHandlers: [@Sendable (Socket) -> Void] = []
    }

    init(name: String, server: ServerCore, parent: ParentNamespace? = nil) {
        self.name = name
        self.server = server
        self.parent = parent
        behaviour = Mutex(parent?.current ?? Behaviour())
    }

    /// The number of sockets in the namespace, on all loops of this process.
    public var socketsCount: Int { joined.load(ordering: .relaxed) }

    /// A socket has joined, or left.
    func count(_ change: Int) { joined.wrappingAdd(change, ordering: .relaxed) }

    /// The sockets by room on all loops; `nil` until the server has started.
    var rooms: ShardedRooms<Socket>? { extras.adapter?.local.rooms }

    func start(on loops: [EventLoop]) {
        extras.start(server.makeAdapter(LocalSockets(self, rooms: ShardedRooms(loops: loops))))
    }

    /// The id of the next acknowledgement asked for: one count for all sockets, so that a broadcast can ask many under one id.
    func nextAckID() -> Int { ackIDs.wrappingAdd(1, ordering: .relaxed).oldValue }

    var current: Behaviour { behaviour.withLock { $0 } }

    /// Runs before a client joins, after earlier middleware; a thrown ``ConnectError`` refuses it with `connect_error`.
    ///
    /// Any other error refuses with the message "not authorized", so that no internals leak, and reaches ``SocketIO/onError(_:)``.
    public func use(_ middleware: @escaping @Sendable (Handshake) async throws -> Void) {
        behaviour.withLock { $0.middlewares.append { handshake, _ in try await middleware(handshake) } }
    }

    /// The same; what it writes into the object becomes the socket's ``Socket/data``.
    public func use(_ middleware: @escaping Middleware) {
        behaviour.withLock { $0.middlewares.append(middleware) }
    }

    /// Called on a client's loop when it has joined.
    public func onConnection(_ handler: @escaping @Sendable (Socket) -> Void) {
        behaviour.withLock { $0.connectionHandlers.append(handler) }
    }

    /// Everybody in the namespace.
    public var everyone: BroadcastOperator { BroadcastOperator(namespace: self) }

    /// Sends an event to everybody in the namespace.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) { everyone.emit(event, repeat each arguments) }

    /// The sockets in these rooms.
    public func to(_ rooms: String...) -> BroadcastOperator { everyone.to(rooms) }

    /// The same as ``to(_:)``.
    public func `in`(_ rooms: String...) -> BroadcastOperator { everyone.to(rooms) }

    /// Everybody but the sockets in these rooms.
    public func except(_ rooms: String...) -> BroadcastOperator { everyone.except(rooms) }

    /// Sends the event `message` to everybody in the namespace.
    public func send<each A: Encodable>(_ arguments: repeat each A) { everyone.emit("message", repeat each arguments) }

    /// The same as ``send(_:)``.
    public func write<each A: Encodable>(_ arguments: repeat each A) { send(repeat each arguments) }

    /// Everybody who can be sent to at once.
    public var volatile: BroadcastOperator { everyone.volatile }

    /// Everybody of this server.
    public var local: BroadcastOperator { everyone.local }
}
