import Synchronization
import WayleaveEventLoop
import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

/// The sockets of this process in one namespace, on all loops: what every adapter does here, whatever it does elsewhere.
///
/// Operations on sockets of the calling loop are done when they return, those on other loops as soon as these get to it; what one thread
/// asks for happens everywhere in its order.
final class LocalSockets: Sendable {
    /// The namespace's name.
    let namespace: String
    let server: ServerCore
    let rooms: ShardedRooms<Socket>
    private let nextAckID: @Sendable () -> Int
    /// Calls the namespace's listeners for events of other servers.
    let serverSideListeners: ServerSideListeners

    init(_ namespace: Namespace, rooms: ShardedRooms<Socket>) {
        self.namespace = namespace.name
        server = namespace.server
        self.rooms = rooms
        // Weak: the namespace holds its adapter, which holds this.
        nextAckID = { [weak namespace] in namespace?.nextAckID() ?? 0 }
        serverSideListeners = namespace.extras.listeners
    }

    func broadcast(_ broadcast: Broadcast, to selection: RoomSelection) {
        rooms.broadcast(to: selection, bytes: broadcast.bytes) { broadcast.deliver(to: $0) }
    }

    /// Sends an event under one acknowledgement id; `collector` hears of `node` how many sockets got it, and what each answers.
    func broadcast(
        _ event: OutgoingEvent, to selection: RoomSelection, node: String, collecting collector: any AcknowledgementSink
    ) {
        let id = nextAckID()
        let broadcast = event.broadcast(namespace: namespace, flags: selection.flags, ackID: id, for: server.options.parser)
        // Sockets that never answer must not keep the entry for ever.
        collector.onGivingUp { [rooms] in
            rooms.forEachShard { shard in shard.broadcast(to: .everyone) { _ = $0.pending.take(id) } }
        }
        rooms.sum { shard in
            var count = 0
            shard.broadcast(to: selection) { socket in
                guard socket.isConnected else { return }
                count += 1
                socket.pending.add(id, timer: nil) { result in
                    guard case .success(var reader) = result else { return }
                    collector.answered((try? reader.rest().first) ?? .null, by: node)
                }
                broadcast.deliver(to: socket)
            }
            return count
        } then: {
            collector.told(clients: $0, by: node)
        }
    }

    func fetchSockets(_ selection: RoomSelection) async -> [SocketDetails] {
        await rooms.collect { shard in
            var details: [SocketDetails] = []
            shard.broadcast(to: selection) { details.append(SocketDetails($0)) }
            return details
        }.flatMap { $0 }
    }

    func addSockets(_ selection: RoomSelection, to rooms: [String]) {
        self.rooms.forEachShard { shard in shard.broadcast(to: selection) { $0.join(rooms) } }
    }

    func delSockets(_ selection: RoomSelection, from rooms: [String]) {
        self.rooms.forEachShard { shard in shard.broadcast(to: selection) { $0.leave(rooms) } }
    }

    func disconnectSockets(_ selection: RoomSelection, close: Bool) {
        rooms.forEachShard { shard in shard.broadcast(to: selection) { $0.disconnect(close: close) } }
    }

    /// Reports what did not reach other nodes; `event` names the operation.
    func report(_ event: String, _ error: any Error) {
        server.report(SocketError(event: event, namespace: namespace, socketID: nil, argument: nil, underlying: error))
    }
}
