import WayleaveRooms
import WayleaveServer

/// The WebSockets of one loop that are in rooms. Confined to the loop.
final class WebSocketShard {
    let rooms = Rooms<WebSocket>()
    private var seats: [ObjectIdentifier: RoomSeat<WebSocket>] = [:]

    func join(_ room: String, _ socket: WebSocket) { rooms.join(room, seat(of: socket)) }

    func leave(_ room: String, _ socket: WebSocket) {
        guard let seat = seats[ObjectIdentifier(socket)] else { return }
        rooms.leave(room, seat)
    }

    func rooms(of socket: WebSocket) -> [String] { seats[ObjectIdentifier(socket)].map { rooms.rooms(of: $0) } ?? [] }

    /// The socket's seat, which it keeps until it closes.
    private func seat(of socket: WebSocket) -> RoomSeat<WebSocket> {
        let name = ObjectIdentifier(socket)
        if let seat = seats[name] { return seat }
        let seat = rooms.add(socket)
        seats[name] = seat
        socket.whenClosed { [weak self] in
            guard let self, let seat = seats.removeValue(forKey: name) else { return }
            rooms.remove(seat)
        }
        return seat
    }
}
