/// Something that went wrong on one connection and was survived; given to ``SocketIO/onError(_:)``.
public struct SocketError: Error, CustomStringConvertible {
    /// The event that could not be handled or sent; `nil` when the connection was closed for breaking the protocol.
    public var event: String?
    /// The namespace, `/` by default.
    public var namespace: String
    /// The socket's id; `nil` when no socket was concerned.
    public var socketID: String?
    /// The position, from 0, of the argument that did not fit.
    public var argument: Int?
    /// What was thrown: mostly a `JSONError` with path and expected type.
    public var underlying: any Error

    public var description: String {
        guard let event else { return "connection closed: \(underlying)" }
        let place = argument.map { ", argument \($0)" } ?? ""
        return "event \"\(event)\" of \(namespace)\(place): \(underlying)"
    }
}
