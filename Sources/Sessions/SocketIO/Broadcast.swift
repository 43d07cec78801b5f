import WayleaveBytes
import WayleaveEngineIO
import WayleaveJSON

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
        if let listeners = socket.listeners, !listeners.anyOutgoing.isEmpty { tell(socket) }
        if let admin = socket.connection.local.admin {
            for message in [text] + attachments {
                // Without the packet type.
                admin.sent(bytes: message.frame.count - message.headerCount - (message.isBinary ? 0 : 1))
            }
        }
        session.send(text)
        for attachment in attachments { session.send(attachment) }
    }

    /// Tells the socket's listeners for outgoing events.
    @inline(never)
    private func tell(_ socket: Socket) {
        let attachments = attachments.map { $0.withPayload { Binary(Array($0)) } }
        text.withPayload { payload in
            // Text begins with Engine.IO's packet type.
            socket.notifyOutgoing(text.isBinary ? payload : UnsafeRawBufferPointer(rebasing: payload.dropFirst()), attachments)
        }
    }
}
