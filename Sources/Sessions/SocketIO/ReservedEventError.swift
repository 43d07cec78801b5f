import WayleaveSocketIOWire

/// A handler was added for an event that no client can send.
struct ReservedEventError: Error, CustomStringConvertible {
    let event: String

    /// `nil` for names that are not reserved.
    init?(handling event: String) {
        guard SocketPayload.isReserved(event) else { return nil }
        self.event = event
    }

    var description: String {
        switch event {
        case "disconnect": "\"disconnect\" is not an event of the client; use socket.onDisconnect"
        case "disconnecting": "\"disconnecting\" is not an event of the client; use socket.onDisconnecting"
        case "connect": "\"connect\" is not an event of the client; use io.onConnection"
        default: "\"\(event)\" is reserved; no client can send it"
        }
    }
}
