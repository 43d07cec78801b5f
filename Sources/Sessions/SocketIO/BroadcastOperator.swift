import WayleaveEngineIO
public import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

/// Sends events to some of a namespace's sockets, on all loops and servers. Immutable: each property makes a changed copy; for any thread.
public struct BroadcastOperator: Sendable {
    /// How long acknowledgements and the answers of other servers are awaited where ``timeout(_:)`` does not say: 5 s.
    public static let acknowledgementTimeout = Duration.seconds(5)

    let namespace: Namespace
    var selection = RoomSelection.everyone
    var limit: Duration?

    /// The sockets in these rooms too; each socket gets an event once, however many of the rooms it is in.
    public func to(_ rooms: String...) -> BroadcastOperator { adding(rooms: rooms) }

    /// The same as ``to(_:)``.
    public func `in`(_ rooms: String...) -> BroadcastOperator { adding(rooms: rooms) }

    /// The same with a list.
    public func to(_ rooms: [String]) -> BroadcastOperator { adding(rooms: rooms) }

    /// Not the sockets in these rooms; a socket's id is the name of its own room.
    public func except(_ rooms: String...) -> BroadcastOperator { except(rooms) }

    /// The same with a list.
    public func except(_ rooms: [String]) -> BroadcastOperator {
        var copy = self
        copy.selection.except += rooms
        return copy
    }

    /// Sockets that cannot send at once do not get the event.
    public var volatile: BroadcastOperator { adding(.volatile) }

    /// Only sockets of this server, not of a cluster's others.
    public var local: BroadcastOperator { adding(.local) }

    /// With `false`, the event is sent uncompressed also over WebSockets that agreed on compression.
    public func compress(_ isCompressed: Bool) -> BroadcastOperator {
        var copy = self
        if isCompressed { copy.selection.flags.remove(.uncompressed) } else { copy.selection.flags.insert(.uncompressed) }
        return copy
    }

    /// Acknowledgements of events sent through this, and fetches, fail after `limit`; without it, after 5 s.
    public func timeout(_ limit: Duration) -> BroadcastOperator {
        var copy = self
        copy.limit = limit
        return copy
    }

    private func adding(_ flag: BroadcastFlags) -> BroadcastOperator {
        var copy = self
        copy.selection.flags.insert(flag)
        return copy
    }

    private func adding(rooms: [String]) -> BroadcastOperator {
        var copy = self
        copy.selection.rooms += rooms
        return copy
    }

    // MARK: Events

    /// Sends an event: encoded once, handed over once to each loop; sockets of the calling loop get it before this returns.
    ///
    /// An event that cannot be encoded, or whose name is reserved, is not sent and reaches ``SocketIO/onError(_:)``.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        send(event) { encoder throws in try encoder.event(event, repeat each arguments, namespace: namespace.name) }
    }

    /// Sends an event with arguments whose number is known only at run time.
    public func emit(_ event: String, values: [JSONValue]) {
        send(event) { encoder throws in try encoder.event(event, arguments: values, namespace: namespace.name) }
    }

    private func send(_ event: String, _ encode: (SocketPacketEncoder) throws -> Void) {
        guard let adapter = namespace.adapter else { return }
        do {
            if let broadcast = try withEncoded(event, encode, { adapter.take($0, for: selection) }) {
                adapter.local.broadcast(broadcast, to: selection)
            } else {
                adapter.deliver()
            }
        } catch {
            report(error, event: event)
        }
    }

    // MARK: Acknowledgements

    /// Sends an event and calls `acknowledgement`, on some thread, when every client that got it has answered: the first value of each
    /// answer, in the order of their arrival; at once if there is no client. An error carries the answers that came in time.
    public func emit<each A: Encodable>(
        _ event: String, _ arguments: repeat each A,
        acknowledgement: @escaping @Sendable (Result<[JSONValue], BroadcastAcknowledgementError>) -> Void
    ) {
        request(event, acknowledgement) { encoder throws in
            try encoder.event(event, repeat each arguments, namespace: namespace.name)
        }
    }

    /// The same with arguments whose number is known only at run time.
    public func emit(
        _ event: String, values: [JSONValue],
        acknowledgement: @escaping @Sendable (Result<[JSONValue], BroadcastAcknowledgementError>) -> Void
    ) {
        request(event, acknowledgement) { encoder throws in try encoder.event(event, arguments: values, namespace: namespace.name) }
    }

    /// Sends an event and returns the first value of each client's answer, in the order of their arrival.
    ///
    /// Throws ``BroadcastAcknowledgementError``, which carries the answers that came in time, or a `JSONError`.
    public func emitWithAck<each A: Encodable, R: Decodable>(
        _ event: String, _ arguments: repeat each A, as type: R.Type = R.self
    ) async throws -> [R] {
        let answers = try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<[JSONValue], any Error>) in
            request(event) {
                continuation.resume(with: $0.mapError { $0 })
            } encode: { encoder throws in
                try encoder.event(event, repeat each arguments, namespace: namespace.name)
            }
        }
        return try answers.map { try $0.decode(type) }
    }

    /// The same with values.
    public func emitWithAck(_ event: String, values: [JSONValue]) async throws -> [JSONValue] {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<[JSONValue], any Error>) in
            emit(event, values: values) { continuation.resume(with: $0.mapError { $0 }) }
        }
    }

    private func request(
        _ event: String, _ completion: @escaping AcknowledgementCollector.Completion, encode: (SocketPacketEncoder) throws -> Void
    ) {
        guard let adapter = namespace.adapter else { return completion(.success([])) }
        do {
            let kept = try withEncoded(event, encode) { $0.kept }
            let limit = limit ?? Self.acknowledgementTimeout
            let collector = AcknowledgementCollector(limit: limit, completion)
            adapter.broadcast(kept, to: selection, collecting: collector, within: limit)
        } catch {
            report(error, event: event)
            completion(.failure(BroadcastAcknowledgementError(reason: .notSent, responses: [])))
        }
    }

    // MARK: Sockets

    /// The selected sockets of all servers. Throws ``ClusterTimeout`` when another server does not answer in time.
    public func fetchSockets() async throws -> [RemoteSocket] {
        guard let adapter = namespace.adapter else { return [] }
        let details = try await adapter.fetchSockets(selection, within: limit ?? Self.acknowledgementTimeout)
        return details.map { RemoteSocket($0, namespace: namespace) }
    }

    /// Lets the selected sockets join rooms; those of the calling loop have when this returns, others soon.
    public func socketsJoin(_ rooms: String...) { socketsJoin(rooms) }

    /// The same with a list.
    public func socketsJoin(_ rooms: [String]) { namespace.adapter?.addSockets(selection, to: rooms) }

    /// Lets the selected sockets leave rooms.
    public func socketsLeave(_ rooms: String...) { socketsLeave(rooms) }

    /// The same with a list.
    public func socketsLeave(_ rooms: [String]) { namespace.adapter?.delSockets(selection, from: rooms) }

    /// Disconnects the selected sockets from the namespace; with `close`, their connections close. What was sent before still goes out.
    public func disconnectSockets(close: Bool = false) { namespace.adapter?.disconnectSockets(selection, close: close) }

    // MARK: Encoding

    /// Calls `body` with the encoded event.
    private func withEncoded<R>(
        _ event: String, _ encode: (SocketPacketEncoder) throws -> Void, _ body: (EncodedEvent) -> R
    ) throws -> R {
        if SocketPayload.isReserved(event) { throw SocketPacketError.reservedEvent(event) }
        return try namespace.server.withJSONEncoder { encoder in
            try encode(encoder)
            return encoder.withPacket { text, attachments in
                body(
                    EncodedEvent(
                        text: text, attachments: attachments, namespace: namespace.name, parser: namespace.server.options.parser))
            }
        }
    }

    private func report(_ error: any Error, event: String) {
        namespace.server.report(
            SocketError(event: event, namespace: namespace.name, socketID: nil, argument: nil, underlying: error))
    }
}
