public import WayleaveJSON
import WayleaveRooms

/// A socket of some server of the cluster, perhaps this one, as it was when it was fetched. From any thread.
///
/// What is done to it travels to its server; it has no effect if the socket is gone meanwhile.
public struct RemoteSocket: Sendable {
    /// The socket's id.
    public let id: String
    /// What was known of the client when it connected.
    public let handshake: RemoteHandshake
    /// The rooms it was in.
    public let rooms: [String]
    /// What the application had remembered of it: an object unless its server is another implementation.
    public let data: JSONValue
    private let operation: BroadcastOperator

    init(_ details: SocketDetails, namespace: Namespace) {
        id = details.id
        handshake = RemoteHandshake(json: details.handshake)
        rooms = details.rooms
        data = details.data
        operation = BroadcastOperator(namespace: namespace, selection: .init(rooms: [id]))
    }

    /// Sends it an event; see ``BroadcastOperator/emit(_:_:)``.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) { operation.emit(event, repeat each arguments) }

    /// Sends it an event with arguments whose number is known only at run time.
    public func emit(_ event: String, values: [JSONValue]) { operation.emit(event, values: values) }

    /// Sends it an event and returns the first value of its answer. Throws ``AcknowledgementError`` or a `JSONError`.
    public func emitWithAck<each A: Encodable, R: Decodable & Sendable>(
        _ event: String, _ arguments: repeat each A, as type: R.Type = R.self
    ) async throws -> R {
        try await timeout(BroadcastOperator.acknowledgementTimeout).emitWithAck(event, repeat each arguments, as: type)
    }

    /// Acknowledgements of events sent through this fail after `limit`.
    public func timeout(_ limit: Duration) -> RemoteSocketEmitter { RemoteSocketEmitter(operation: operation.timeout(limit)) }

    /// Lets it join rooms.
    public func join(_ rooms: String...) { operation.socketsJoin(rooms) }
    /// Lets it leave rooms.
    public func leave(_ rooms: String...) { operation.socketsLeave(rooms) }
    /// Lets it leave the namespace; with `close`, its connection is closed.
    public func disconnect(close: Bool = false) { operation.disconnectSockets(close: close) }
}
