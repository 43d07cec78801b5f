public import WayleaveJSON
import WayleaveSocketIOWire

extension Socket {
    /// Sends an event to this client. Binary data anywhere in the arguments travels as attachments.
    ///
    /// An event that cannot be encoded, or whose name is reserved, is not sent and reaches ``onError(_:)``.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        _ = transmit(event) { encoder, name throws in try encoder.event(event, repeat each arguments, namespace: name) }
    }

    /// Sends an event with arguments whose number is known only at run time.
    public func emit(_ event: String, values: [JSONValue]) {
        _ = transmit(event) { encoder, name throws in try encoder.event(event, arguments: values, namespace: name) }
    }

    /// Sends an event and calls `acknowledgement` with what the client answers; never when it does not.
    public func emit<each A: Encodable>(
        _ event: String, _ arguments: repeat each A, acknowledgement: @escaping ([JSONValue]) -> Void
    ) {
        SocketEmitter(socket: self).emit(event, repeat each arguments) { result in
            if case .success(let values) = result { acknowledgement(values) }
        }
    }

    /// Sends the event `message`.
    public func send<each A: Encodable>(_ arguments: repeat each A) { emit("message", repeat each arguments) }

    /// The same as ``send(_:)``.
    public func write<each A: Encodable>(_ arguments: repeat each A) { emit("message", repeat each arguments) }

    /// Sends an event and returns the first value of the client's answer. Throws ``AcknowledgementError/disconnected``, or a `JSONError`.
    ///
    /// It waits as long as the socket is connected; ``timeout(_:)`` bounds that.
    public func emitWithAck<each A: Encodable, R: Decodable & Sendable>(
        _ event: String, _ arguments: repeat each A, as type: R.Type = R.self
    ) async throws -> R {
        try await SocketEmitter(socket: self).emitWithAck(event, repeat each arguments, as: type)
    }

    /// Events sent through this are dropped unless they can leave at once.
    public var volatile: SocketEmitter { SocketEmitter(socket: self).volatile }

    /// Events sent through this are not compressed when `compress` is `false`, wherever that was agreed on.
    public func compress(_ compress: Bool) -> SocketEmitter { SocketEmitter(socket: self).compress(compress) }

    /// Acknowledgements of events sent through this fail after `limit` with ``AcknowledgementError/timedOut``; late ones are ignored.
    public func timeout(_ limit: Duration) -> SocketEmitter { SocketEmitter(socket: self, limit: limit) }

    // MARK: Encoding

    /// Encodes a packet with `encode` and sends it; returns whether it was.
    @inline(__always)
    func transmit(
        _ event: String, _ options: EmitOptions = EmitOptions(), ackID: Int? = nil,
        _ encode: (SocketPacketEncoder, _ namespace: String) throws -> Void
    ) -> Bool {
        if let recovery, ackID == nil, !options.isVolatile { return sendReplayable(event, options, recovery, encode) }
        guard isConnected else { return false }
        if options.isVolatile, !connection.session.isWritable { return false }
        do {
            if SocketPayload.isReserved(event) { throw SocketPacketError.reservedEvent(event) }
            try connection.local.withEncoder { encoder in
                try encode(encoder, namespace.name)
                if let listeners, !listeners.anyOutgoing.isEmpty { encoder.withPacket { notifyOutgoing($0, $1) } }
                connection.send(encoder, compress: options.compress)
            }
            return true
        } catch {
            report(error, event: event)
            return false
        }
    }

    func acknowledge<each A: Encodable>(_ id: Int, _ values: repeat each A) {
        answer(id) { encoder throws in try encoder.ack(id, repeat each values, namespace: namespace.name) }
    }

    func acknowledge(_ id: Int, values: [JSONValue]) {
        answer(id) { encoder throws in try encoder.ack(id, arguments: values, namespace: namespace.name) }
    }

    @inline(__always)
    private func answer(_ id: Int, _ encode: (SocketPacketEncoder) throws -> Void) {
        guard isConnected else { return }
        do {
            try connection.local.withEncoder { encoder in
                try encode(encoder)
                connection.send(encoder)
            }
        } catch {
            report(error, event: "acknowledgement \(id)")
        }
    }
}
