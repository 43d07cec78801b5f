internal import Synchronization
internal import WayleaveBytes
internal import WayleaveEventLoop
internal import WayleaveRooms
public import WayleaveServer

/// Rooms of plain WebSockets: what is sent to a room is encoded once and reaches its members on all loops. From any thread.
///
/// ```swift
/// let rooms = WebSocketRooms()
/// server.webSocket("/chat") { socket in
///     rooms.join("lobby", socket)
///     socket.onMessage { rooms.send($0.text, to: "lobby") }
/// }
/// ```
///
/// A room exists while it has members; a socket that closes leaves all its rooms. What one loop sends arrives everywhere in its order.
public final class WebSocketRooms: Sendable {
    private let shards = Mutex<[LoopBound<WebSocketShard>]>([])

    /// Creates rooms without members.
    public init() {}

    // MARK: Members

    /// Puts `socket` into a room, on the socket's loop; harmless when it is in it, or closed.
    public func join(_ room: String, _ socket: WebSocket) {
        guard socket.isOpen else { return }
        shard(of: socket).join(room, socket)
    }

    /// Takes `socket` out of a room, on the socket's loop; harmless when it is not in it.
    public func leave(_ room: String, _ socket: WebSocket) { shard(of: socket).leave(room, socket) }

    /// The rooms `socket` is in, in the order in which it joined; on the socket's loop.
    public func rooms(of socket: WebSocket) -> [String] { shard(of: socket).rooms(of: socket) }

    /// How many sockets are in a room.
    public func count(in room: String) async -> Int {
        var count = 0
        for shard in shards.withLock({ $0 }) {
            count += await withCheckedContinuation { continuation in
                shard.loop.execute { continuation.resume(returning: shard.value.rooms.memberCount(of: room)) }
            }
        }
        return count
    }

    // MARK: Sending

    /// Sends text to all members of a room.
    ///
    /// - Parameter socket: left out; for the sender itself. Nobody is when it is `nil`.
    public func send(_ text: String, to room: String, except socket: WebSocket? = nil) {
        var text = text
        send(text.withUTF8 { SharedFrame(UnsafeRawBufferPointer($0), isText: true) }, to: room, except: socket)
    }

    /// Sends a binary message to all members of a room.
    ///
    /// - Parameter socket: left out; for the sender itself. Nobody is when it is `nil`.
    public func send(_ bytes: [UInt8], to room: String, except socket: WebSocket? = nil) {
        send(bytes.withUnsafeBytes { SharedFrame($0, isText: false) }, to: room, except: socket)
    }

    /// Sends a message of the same kind and with the same bytes to all members of a room.
    ///
    /// - Parameter socket: left out; for the sender itself. Nobody is when it is `nil`.
    public func send(_ message: borrowing WebSocketMessage, to room: String, except socket: WebSocket? = nil) {
        let isText = message.isText
        send(message.bytes.withUnsafeBytes { SharedFrame($0, isText: isText) }, to: room, except: socket)
    }

    private func send(_ frame: SharedFrame, to room: String, except socket: WebSocket?) {
        let selection = RoomSelection(rooms: [room])
        let excluded = socket.map { ObjectIdentifier($0) }
        let deliver = { @Sendable (member: WebSocket) in
            if ObjectIdentifier(member) != excluded { member.send(frame) }
        }
        for shard in shards.withLock({ $0 }) {
            if shard.loop.inLoop {
                shard.value.rooms.broadcast(to: selection, deliver)
            } else {
                shard.loop.executeBroadcast(bytes: frame.plain.count) { shard.value.rooms.broadcast(to: selection, deliver) }
            }
        }
    }

    /// The shard of the socket's loop, made when its first socket joins.
    private func shard(of socket: WebSocket) -> WebSocketShard {
        let loop = socket.loop
        let shard = shards.withLock { shards in
            if let known = shards.first(where: { $0.loop === loop }) { return known }
            let made = LoopBound(WebSocketShard(), to: loop)
            shards.append(made)
            return made
        }
        return shard.value
    }
}
