/// A socket was not let into a room; it reaches ``SocketIO/onError(_:)`` as the event "join".
public enum RoomLimitError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The socket is in as many rooms as ``SocketIOOptions/maxRoomsPerSocket`` allows.
    case tooManyRooms(limit: Int)
    /// The name is longer than ``SocketIOOptions/maxRoomNameBytes``.
    case nameTooLong(bytes: Int, limit: Int)

    public var description: String {
        switch self {
        case .tooManyRooms(let limit): "the socket is in \(limit) rooms already; maxRoomsPerSocket can be raised"
        case .nameTooLong(let bytes, let limit): "the room's name has \(bytes) bytes, more than maxRoomNameBytes (\(limit))"
        }
    }
}
