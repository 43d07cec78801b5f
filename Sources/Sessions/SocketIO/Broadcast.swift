import WayleaveEngineIO
import WayleaveJSON

/// One event for many sockets, encoded once, and whom it is for.
struct Broadcast: Sendable {
    let text: EngineMessage
    let attachments: [EngineMessage]
    let rooms: [String]
    let except: [String]
    let isVolatile: Bool

    /// Sends it to the sockets of one loop.
    func deliver(to shard: NamespaceShard) {
        shard.forEach(in: rooms, except: except) { socket in
            let session = socket.connection.session
            guard socket.isConnected, !isVolatile || session.isWritable else { return }
            session.send(text)
            for attachment in attachments { session.send(attachment) }
        }
    }
}
