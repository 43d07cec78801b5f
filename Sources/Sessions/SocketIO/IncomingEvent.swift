import WayleaveSocketIOWire

/// One event on its way through a socket's handlers.
struct IncomingEvent {
    let socket: Socket
    var reader: ArgumentReader
    /// The acknowledgement the client asked for, until somebody took it: it is sent once.
    var ackID: Int?

    mutating func takeAckID() -> Int? {
        defer { ackID = nil }
        return ackID
    }
}

/// A handler with its argument types erased.
typealias EventHandler = (inout IncomingEvent) throws -> Void
