import WayleaveEventLoop
public import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

/// Sends events to one client with other settings than ``Socket/emit(_:_:)``; each property returns a changed copy.
public struct SocketEmitter {
    let socket: Socket
    var options = EmitOptions()
    var limit: Duration?

    /// Events sent through this are dropped unless they can leave at once.
    public var volatile: SocketEmitter {
        var copy = self
        copy.options.isVolatile = true
        return copy
    }

    /// Events sent through this are not compressed when `compress` is `false`, wherever that was agreed on: for secrets beside what
    /// others choose, and for data that is compressed already.
    public func compress(_ compress: Bool) -> SocketEmitter {
        var copy = self
        copy.options.compress = compress
        return copy
    }

    /// Acknowledgements of events sent through this fail after `limit` with ``AcknowledgementError/timedOut``; those of ``broadcast`` and the
    /// like as ``BroadcastOperator/timeout(_:)`` says.
    public func timeout(_ limit: Duration) -> SocketEmitter {
        var copy = self
        copy.limit = limit
        return copy
    }

    // MARK: Others

    /// Everybody in the namespace but this socket, with these settings.
    public var broadcast: BroadcastOperator {
        var flags: BroadcastFlags = options.isVolatile ? .volatile : []
        if !options.compress { flags.insert(.uncompressed) }
        return BroadcastOperator(namespace: socket.namespace, selection: .init(except: [socket.id], flags: flags), limit: limit)
    }

    /// The sockets in these rooms but not this one, with these settings.
    public func to(_ rooms: String...) -> BroadcastOperator { broadcast.to(rooms) }

    /// The same as ``to(_:)``.
    public func `in`(_ rooms: String...) -> BroadcastOperator { broadcast.to(rooms) }

    /// Everybody but this socket and those in these rooms, with these settings.
    public func except(_ rooms: String...) -> BroadcastOperator { broadcast.except(rooms) }

    // MARK: This client

    /// Sends an event.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        _ = socket.transmit(event, options) { encoder, name throws in try encoder.event(event, repeat each arguments, namespace: name) }
    }

    /// Sends an event with arguments whose number is known only at run time.
    public func emit(_ event: String, values: [JSONValue]) {
        _ = socket.transmit(event, options) { encoder, name throws in try encoder.event(event, arguments: values, namespace: name) }
    }

    /// Sends the event `message`.
    public func send<each A: Encodable>(_ arguments: repeat each A) { emit("message", repeat each arguments) }

    /// Sends an event and calls `acknowledgement` with the client's answer or the reason why there is none.
    public func emit<each A: Encodable>(
        _ event: String, _ arguments: repeat each A,
        acknowledgement: @escaping (Result<[JSONValue], AcknowledgementError>) -> Void
    ) {
        request(
            event,
            encode: { encoder, id, name throws in try encoder.event(event, repeat each arguments, namespace: name, ackID: id) },
            completion: { result in acknowledgement(result.map { reader in Self.values(reader) }) })
    }

    /// The same with arguments whose number is known only at run time.
    public func emit(
        _ event: String, values: [JSONValue], acknowledgement: @escaping (Result<[JSONValue], AcknowledgementError>) -> Void
    ) {
        request(
            event, encode: { encoder, id, name throws in try encoder.event(event, arguments: values, namespace: name, ackID: id) },
            completion: { result in acknowledgement(result.map { reader in Self.values(reader) }) })
    }

    /// Sends an event and returns the first value of the client's answer. Throws ``AcknowledgementError`` or a `JSONError`.
    public func emitWithAck<each A: Encodable, R: Decodable & Sendable>(
        _ event: String, _ arguments: repeat each A, as type: R.Type = R.self
    ) async throws -> R {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<R, any Error>) in
            request(
                event,
                encode: { encoder, id, name throws in try encoder.event(event, repeat each arguments, namespace: name, ackID: id) },
                completion: { result in continuation.resume(with: Self.first(type, of: result)) })
        }
    }

    static func first<R: Decodable>(_ type: R.Type, of result: Result<ArgumentReader, AcknowledgementError>) -> Result<R, any Error> {
        Result<R, any Error> {
            var reader = try result.get()
            return try reader.next(type)
        }
    }

    private static func values(_ reader: ArgumentReader) -> [JSONValue] {
        var reader = reader
        return (try? reader.rest()) ?? []
    }

    /// Sends an event with an acknowledgement id; `completion` is called once.
    func request(
        _ event: String, encode: (SocketPacketEncoder, _ id: Int, _ namespace: String) throws -> Void,
        completion: @escaping PendingAcknowledgements.Completion
    ) {
        guard socket.isConnected else { return completion(.failure(.disconnected)) }
        let socket = socket
        let id = socket.namespace.nextAckID()
        let timer = limit.map { limit in
            socket.connection.session.loop.schedule(after: limit) { [weak socket] in
                socket?.pending.take(id)?(.failure(.timedOut))
            }
        }
        socket.pending.add(id, timer: timer, completion)
        let isSent = socket.transmit(event, options, ackID: id) { encoder, name in try encode(encoder, id, name) }
        // A volatile event that was dropped can still time out, as with the reference.
        if !isSent, !options.isVolatile { socket.pending.take(id)?(.failure(.notSent)) }
    }
}
