import Synchronization
import Wayleave

/// The demo's chat over Socket.IO.
enum DemoChat {
    /// Longer names, rooms and texts are cut, in characters.
    private static let maxName = 40
    private static let maxText = 2_000

    static func make() -> SocketIO {
        let io = SocketIO()
        let rooms = ChatRooms()
        io.onConnection { socket in
            let id = socket.id
            socket.on("join") { (room: String, name: String) -> Joined in
                let room = String(room.prefix(maxName))
                leave(socket, rooms, io)
                socket.join(room)
                let joined = rooms.join(room, id: id, name: String(name.prefix(maxName)))
                io.to(room).emit("members", Members(room: room, members: joined.members))
                return joined
            }
            socket.on("message") { (text: String) in
                guard let said = rooms.say(String(text.prefix(maxText)), id: id, at: WallClock.now) else { return }
                io.to(said.room).emit("message", said)
            }
            socket.onDisconnect { _ in leave(socket, rooms, io) }
        }
        return io
    }

    private static func leave(_ socket: Socket, _ rooms: ChatRooms, _ io: SocketIO) {
        guard let left = rooms.leave(id: socket.id) else { return }
        socket.leave(left.room)
        io.to(left.room).emit("members", left)
    }
}
