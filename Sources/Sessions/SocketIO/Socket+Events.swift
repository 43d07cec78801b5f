import WayleaveSocketIOWire

/// Handling and sending declared events: see ``Event``.
extension Socket {
    /// Handles an event on the loop itself, see ``on(_:_:)-(String,_)``.
    @discardableResult
    public func on<each A: Decodable>(_ event: Event<repeat each A, Void>, _ handler: @escaping (repeat each A) throws -> Void)
        -> EventListener
    {
        add(event.name, EventHandlers.plain(handler))
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    @discardableResult
    public func on<each A: Decodable, R: Encodable>(_ event: Event<repeat each A, R>, _ handler: @escaping (repeat each A) throws -> R)
        -> EventListener
    {
        add(event.name, EventHandlers.answering(handler))
    }

    /// Handles an event with code that may await: strictly after the connection's earlier async events.
    @discardableResult
    public func on<each A: Decodable & Sendable>(
        _ event: Event<repeat each A, Void>, _ handler: @concurrent @escaping (repeat each A) async throws -> Void
    ) -> EventListener {
        add(event.name, EventHandlers.async(event.name, handler))
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    @discardableResult
    public func on<each A: Decodable & Sendable, R: Encodable>(
        _ event: Event<repeat each A, R>, _ handler: @concurrent @escaping (repeat each A) async throws -> R
    ) -> EventListener {
        add(event.name, EventHandlers.asyncAnswering(event.name, handler))
    }

    /// Handles an event the next time it arrives, and not again.
    @discardableResult
    public func once<each A: Decodable>(_ event: Event<repeat each A, Void>, _ handler: @escaping (repeat each A) throws -> Void)
        -> EventListener
    {
        add(event.name, isOnce: true, EventHandlers.plain(handler))
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    @discardableResult
    public func once<each A: Decodable, R: Encodable>(_ event: Event<repeat each A, R>, _ handler: @escaping (repeat each A) throws -> R)
        -> EventListener
    {
        add(event.name, isOnce: true, EventHandlers.answering(handler))
    }

    /// Removes all handlers of an event.
    public func off<each A, R>(_ event: Event<repeat each A, R>) { off(event.name) }

    /// Sends an event to this client.
    public func emit<each A: Encodable, R>(_ event: Event<repeat each A, R>, _ arguments: repeat each A) {
        emit(event.name, repeat each arguments)
    }

    /// Sends an event and calls `acknowledgement` with the client's answer, or with why there is none or it does not fit.
    public func emit<each A: Encodable, R: Decodable>(
        _ event: Event<repeat each A, R>, _ arguments: repeat each A, acknowledgement: @escaping (Result<R, any Error>) -> Void
    ) {
        SocketEmitter(socket: self).emit(event, repeat each arguments, acknowledgement: acknowledgement)
    }

    /// Sends an event and returns the client's answer. Throws ``AcknowledgementError``, or a `JSONError` when the answer does not fit.
    public func emitWithAck<each A: Encodable, R: Decodable & Sendable>(
        _ event: Event<repeat each A, R>, _ arguments: repeat each A
    ) async throws -> R {
        try await SocketEmitter(socket: self).emitWithAck(event, repeat each arguments)
    }
}

extension SocketEmitter {
    /// Sends an event.
    public func emit<each A: Encodable, R>(_ event: Event<repeat each A, R>, _ arguments: repeat each A) {
        emit(event.name, repeat each arguments)
    }

    /// Sends an event and calls `acknowledgement` with the client's answer, or with why there is none or it does not fit.
    public func emit<each A: Encodable, R: Decodable>(
        _ event: Event<repeat each A, R>, _ arguments: repeat each A, acknowledgement: @escaping (Result<R, any Error>) -> Void
    ) {
        request(
            event.name,
            encode: { encoder, id, name throws in try encoder.event(event.name, repeat each arguments, namespace: name, ackID: id) },
            completion: { acknowledgement(Self.first(R.self, of: $0)) })
    }

    /// Sends an event and returns the client's answer. Throws ``AcknowledgementError``, or a `JSONError` when the answer does not fit.
    public func emitWithAck<each A: Encodable, R: Decodable & Sendable>(
        _ event: Event<repeat each A, R>, _ arguments: repeat each A
    ) async throws -> R {
        try await emitWithAck(event.name, repeat each arguments, as: R.self)
    }
}

extension BroadcastOperator {
    /// Sends an event.
    public func emit<each A: Encodable, R>(_ event: Event<repeat each A, R>, _ arguments: repeat each A) {
        emit(event.name, repeat each arguments)
    }

    /// Sends an event and returns each client's answer, in the order of their arrival; see ``emitWithAck(_:_:as:)``.
    public func emitWithAck<each A: Encodable, R: Decodable>(
        _ event: Event<repeat each A, R>, _ arguments: repeat each A
    ) async throws -> [R] {
        try await emitWithAck(event.name, repeat each arguments, as: R.self)
    }
}

extension Namespace {
    /// Sends an event to everybody in the namespace.
    public func emit<each A: Encodable, R>(_ event: Event<repeat each A, R>, _ arguments: repeat each A) {
        everyone.emit(event.name, repeat each arguments)
    }
}

extension SocketIO {
    /// Sends an event to everybody in `/`.
    public func emit<each A: Encodable, R>(_ event: Event<repeat each A, R>, _ arguments: repeat each A) {
        main.everyone.emit(event.name, repeat each arguments)
    }
}
