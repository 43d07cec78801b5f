/// Why an acknowledgement did not arrive.
public enum AcknowledgementError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The client did not acknowledge in time.
    case timedOut
    /// The socket disconnected before the client acknowledged.
    case disconnected
    /// The event was not sent: its name is reserved, or its arguments could not be encoded (see ``SocketIO/onError(_:)``).
    case notSent

    public var description: String {
        switch self {
        case .timedOut: "operation has timed out"
        case .disconnected: "socket has been disconnected"
        case .notSent: "the event could not be sent"
        }
    }
}
