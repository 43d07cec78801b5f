/// What happened to a namespace's rooms on this server; told only when something changed.
public enum RoomEvent: Sendable, Hashable {
    /// The first of this server's sockets is about to join the room.
    case created(room: String)
    case joined(room: String, socketID: String)
    case left(room: String, socketID: String)
    /// The last of this server's sockets has left the room.
    case deleted(room: String)
}
