import WayleaveBytes
import WayleaveEngineIO

/// One event for many sockets, encoded once.
struct Broadcast: Sendable {
    let text: EngineMessage
    let attachments: [EngineMessage]
    let isVolatile: Bool

    /// The memory it holds.
    var bytes: Int { attachments.reduce(text.frame.count) { $0 + $1.frame.count } }

    /// Sends it to one socket, on the socket's loop.
    func deliver(to socket: Socket) {
        let session = socket.connection.session
        guard socket.isConnected, !isVolatile || session.isWritable else { return }
        session.send(text)
        for attachment in attachments { session.send(attachment) }
    }
}
