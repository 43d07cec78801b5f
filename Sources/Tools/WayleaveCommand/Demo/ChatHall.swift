import Synchronization
import Wayleave

/// The demo's chat: rooms that Socket.IO, SignalR and plain WebSockets enter alike, and what is said in one reaches them all.
final class ChatHall: Sendable {
    /// Longer names, rooms and texts are cut, in characters.
    private static let maxName = 40
    private static let maxText = 2_000

    private let io = SocketIO()
    private let sockets = WebSocketRooms()
    private let hub = Mutex<HubContext?>(nil)
    private let rooms = ChatRooms()

    /// Serves Socket.IO, the hub `/chatHub` and the WebSocket `/chat`.
    func serve(on server: inout Server) {
        io.onConnection { [self] socket in enter(socket) }
        server.mount(io)
        let context = server.hub("/chatHub") { ChatHub(hall: self) }
        hub.withLock { $0 = context }
        server.webSocket("/chat") { [self] socket in enter(socket) }
    }

    // MARK: Members, whatever they speak

    /// Lets a member in, who has left the room it was in; its protocol has put it into the room already.
    func join(_ room: String, id: String, name: String) -> Joined {
        let joined = rooms.join(room, id: id, name: String(name.prefix(Self.maxName)))
        tell("members", Members(room: room, members: joined.members), in: room)
        return joined
    }

    /// The name under which a room is known: cut, if it is long.
    func room(_ name: String) -> String { String(name.prefix(Self.maxName)) }

    /// Lets a member out of its room, calls `leave` with the room's name, and tells who is left.
    func leave(id: String, _ leave: (String) -> Void) {
        guard let left = rooms.leave(id: id) else { return }
        leave(left.room)
        tell("members", left, in: left.room)
    }

    func say(_ text: String, id: String, by speech: String) {
        guard let said = rooms.say(String(text.prefix(Self.maxText)), id: id, by: speech, at: WallClock.now) else { return }
        tell("message", said, in: said.room)
    }

    private func tell<Body: Encodable & Sendable>(_ event: String, _ body: Body, in room: String) {
        io.to(room).emit(event, body)
        hub.withLock { $0 }?.clients.group(room).send(event, body)
        if let text = Self.text(event, body) { sockets.send(text, to: room) }
    }

    /// What plain WebSockets get: the event's name beside the body's members.
    private static func text<Body: Encodable>(_ event: String, _ body: Body) -> String? {
        guard let json = try? JSON.encode(body) else { return nil }
        return "{\"type\":\"\(event)\"," + String(decoding: json.dropFirst(), as: UTF8.self)
    }

    // MARK: Socket.IO

    private func enter(_ socket: Socket) {
        let id = socket.id
        socket.on("join") { [self] (name: String, member: String) -> Joined in
            leave(id: id) { socket.leave($0) }
            socket.join(room(name))
            return join(room(name), id: id, name: member)
        }
        socket.on("message") { [self] (text: String) in say(text, id: id, by: "Socket.IO") }
        socket.onDisconnect { [self] _ in leave(id: id) { socket.leave($0) } }
    }

    // MARK: WebSocket

    /// What a plain WebSocket sends: `{"type":"join","room":…,"name":…}` or `{"type":"message","text":…}`.
    private struct Entry: Decodable {
        var type: String
        var room: String?
        var name: String?
        var text: String?
    }

    private func enter(_ socket: WebSocket) {
        let id = String(UInt64.random(in: .min ... .max), radix: 36)
        socket.onMessage { [self] message in
            guard let entry = try? JSON.decode(Entry.self, from: message.copyBytes()) else {
                return socket.close(code: .policyViolation, reason: "Say {\"type\":\"join\"} or {\"type\":\"message\"}, in JSON.")
            }
            if entry.type == "join" {
                leave(id: id) { sockets.leave($0, socket) }
                let name = room(entry.room ?? "lobby")
                sockets.join(name, socket)
                if let text = Self.text("joined", join(name, id: id, name: entry.name ?? "guest")) { socket.send(text) }
            } else {
                say(entry.text ?? "", id: id, by: "WebSocket")
            }
        }
        socket.onClose { [self] _ in leave(id: id) { _ in } }
    }
}
