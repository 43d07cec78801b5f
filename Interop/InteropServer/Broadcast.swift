import Synchronization
import WayleaveBytes
import WayleaveEventLoop
import WayleaveServer
import WayleaveWebSocketWire

/// A room for everybody: what one WebSocket sends reaches all, the sender too. Encoded once, fanned out on each loop.
final class Broadcast: Sendable {
    /// The members of one loop; confined to it.
    final class Shard {
        var members: [ObjectIdentifier: WebSocket] = [:]
    }

    private let shards = Mutex<[Int: LoopBound<Shard>]>([:])

    /// Takes in a new socket, on its loop.
    func open(_ socket: WebSocket) {
        let loop = socket.loop
        let shard = shards.withLock { shards in
            if let known = shards[loop.index] { return known }
            let made = LoopBound(Shard(), to: loop)
            shards[loop.index] = made
            return made
        }.value
        let name = ObjectIdentifier(socket)
        shard.members[name] = socket
        socket.onMessage { [self] in send($0, from: loop) }
        socket.onClose { [weak shard] _ in shard?.members[name] = nil }
    }

    private func send(_ message: borrowing WebSocketMessage, from home: EventLoop) {
        let frame = message.bytes.withUnsafeBytes { SharedFrame($0, isText: message.isText) }
        for (index, shard) in shards.withLock({ $0 }) {
            if index == home.index {
                for member in shard.value.members.values { member.send(frame) }
            } else {
                shard.loop.execute { for member in shard.value.members.values { member.send(frame) } }
            }
        }
    }
}
