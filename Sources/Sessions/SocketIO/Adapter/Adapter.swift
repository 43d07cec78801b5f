import WayleaveJSON
import WayleaveRooms

/// What carries a namespace's broadcasts, and every other operation that is meant for sockets wherever they are.
///
/// A namespace has one. All of it may be called from any thread; what a call means for sockets of this process happens as
/// ``LocalSockets`` says, and what it means for those of others reaches them in the order of the calls of one thread.
protocol Adapter: AnyObject, Sendable {
    /// The sockets of this process.
    var local: LocalSockets { get }

    /// What remembers clients for connection state recovery; `nil` if nothing does.
    var recovery: (any RecoveryStore)? { get }

    /// Begins; called once, when the server has started.
    func start()

    /// Ends: tells the other nodes, and fails what still awaits them.
    func close()

    /// The number of servers that share the namespace, this one included.
    func serverCount() async throws -> Int

    /// Takes an event for the selected sockets, and sends it to those of other servers.
    ///
    /// Returns what the caller is then to broadcast to ``local``, when the encoder is free again; `nil` if ``deliver()`` will do that.
    func take(_ event: EncodedEvent, for selection: RoomSelection) -> Broadcast?

    /// Takes an event for one socket of the calling loop in such a way that it can be replayed; called only when recovery is on.
    func take(_ event: EncodedEvent, for socket: Socket)

    /// Delivers what was taken and not returned to sockets of the calling loop.
    func deliver()

    /// Sends an event under one acknowledgement id per node; `collector` takes how many clients each node sent it to, and their answers.
    func broadcast(
        _ event: OutgoingEvent, to selection: RoomSelection, collecting collector: AcknowledgementCollector, within limit: Duration)

    /// The selected sockets; throws ``ClusterTimeout`` when not all nodes answer within `limit`.
    func fetchSockets(_ selection: RoomSelection, within limit: Duration) async throws -> [SocketDetails]

    /// Lets the selected sockets join rooms.
    func addSockets(_ selection: RoomSelection, to rooms: [String])

    /// Lets the selected sockets leave rooms.
    func delSockets(_ selection: RoomSelection, from rooms: [String])

    /// Disconnects the selected sockets; with `close`, their connections too.
    func disconnectSockets(_ selection: RoomSelection, close: Bool)

    /// Sends an event and its arguments to the other nodes' listeners.
    func serverSideEmit(_ packet: [JSONValue])

    /// The same; returns one value of each other node, or throws ``ServerSideEmitError``.
    func serverSideEmitWithAck(_ packet: [JSONValue], within limit: Duration) async throws -> [JSONValue]
}

extension Adapter {
    func take(_ event: EncodedEvent, for socket: Socket) { event.broadcast([]).deliver(to: socket) }
    func deliver() {}
    var recovery: (any RecoveryStore)? { nil }
}
