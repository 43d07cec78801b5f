public import WayleaveJSON

/// Handlers run in the order in which they were added, events in the order in which they were sent.
///
/// An argument that does not fit its type drops the event and reaches ``onError(_:)``, and so does what a handler throws. Missing arguments
/// are `nil` where the type is optional; surplus ones are ignored. A number as an event's name is handled under its decimal text.
///
/// A handler without `await` runs before the next packet of any client of its loop is read. Async handlers of one client run strictly one
/// after the other, in the order of their events, whatever namespaces those belong to; handlers without `await` do not wait for them.
extension Socket {
    /// Handles an event on the loop itself: the fastest form, for code that does not block.
    @discardableResult
    public func on<each A: Decodable>(_ event: String, _ handler: @escaping (repeat each A) throws -> Void) -> EventListener {
        add(event, EventHandlers.plain(handler))
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    @discardableResult
    public func on<each A: Decodable, R: Encodable>(_ event: String, _ handler: @escaping (repeat each A) throws -> R) -> EventListener {
        add(event, EventHandlers.answering(handler))
    }

    /// Handles an event with code that may await: on the loop, strictly after the connection's earlier async events.
    @discardableResult
    public func on<each A: Decodable & Sendable>(
        _ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> Void
    ) -> EventListener {
        add(event, EventHandlers.async(event, handler))
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    @discardableResult
    public func on<each A: Decodable & Sendable, R: Encodable>(
        _ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> R
    ) -> EventListener {
        add(event, EventHandlers.asyncAnswering(event, handler))
    }

    /// Handles an event and answers it explicitly, perhaps later.
    @discardableResult
    public func on<each A: Decodable>(
        _ event: String, acknowledging handler: @escaping (Acknowledgement, repeat each A) throws -> Void
    ) -> EventListener {
        add(event, EventHandlers.acknowledging(handler))
    }

    /// Handles an event whatever its arguments are: they come as JSON values, binary data among them.
    @discardableResult
    public func onRaw(_ event: String, _ handler: @escaping ([JSONValue], Acknowledgement) throws -> Void) -> EventListener {
        add(event) { incoming in
            let arguments = try incoming.rest()
            try handler(arguments, Acknowledgement(socket: incoming.socket, id: incoming.takeAckID()))
        }
    }

    // MARK: Once

    /// Handles an event the next time it arrives, and not again.
    @discardableResult
    public func once<each A: Decodable>(_ event: String, _ handler: @escaping (repeat each A) throws -> Void) -> EventListener {
        add(event, isOnce: true, EventHandlers.plain(handler))
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    @discardableResult
    public func once<each A: Decodable, R: Encodable>(_ event: String, _ handler: @escaping (repeat each A) throws -> R) -> EventListener {
        add(event, isOnce: true, EventHandlers.answering(handler))
    }

    /// The same with code that may await.
    @discardableResult
    public func once<each A: Decodable & Sendable>(
        _ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> Void
    ) -> EventListener {
        add(event, isOnce: true, EventHandlers.async(event, handler))
    }

    /// The same with code that may await; what the handler returns is the acknowledgement, if the client asked for one.
    @discardableResult
    public func once<each A: Decodable & Sendable, R: Encodable>(
        _ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> R
    ) -> EventListener {
        add(event, isOnce: true, EventHandlers.asyncAnswering(event, handler))
    }

    // MARK: Removing

    /// Removes all handlers of an event.
    public func off(_ event: String) { handlers.remove(event) }

    /// Removes one handler.
    public func off(_ listener: EventListener) { _ = handlers.remove(listener) }

    /// Removes the handlers of all events; listeners for all events, middleware and the handlers of the socket's end stay.
    public func off() { handlers.removeAll() }

    /// The number of handlers of an event.
    public func listenerCount(_ event: String) -> Int { handlers.count(event) }

    // MARK: Ends and errors

    /// Told that the socket is about to disconnect, while it still is in its rooms.
    public func onDisconnecting(_ handler: @escaping (DisconnectReason) -> Void) { observing.disconnecting.append(handler) }

    /// Told that the socket has disconnected.
    public func onDisconnect(_ handler: @escaping (DisconnectReason) -> Void) { observing.disconnect.append(handler) }

    /// Told of what went wrong with this socket's events: refused by middleware, of the wrong shape, thrown by a handler, not encodable.
    ///
    /// A socket with such a handler no longer reports to ``SocketIO/onError(_:)``. The client is told of nothing.
    public func onError(_ handler: @escaping (SocketError) -> Void) { observing.errors.append(handler) }

    // MARK: Middleware

    /// Runs for every event that arrives, after earlier middleware and before the handlers; an error it throws refuses the event, and
    /// reaches ``onError(_:)`` but not the client. ``EventRefusal`` is such an error.
    public func use(_ middleware: @escaping (_ event: String, _ arguments: [JSONValue]) throws -> Void) {
        observing.middlewares.append(.sync(middleware))
    }

    /// The same with code that may await: the socket's events, which then all wait for their turn, stay in order.
    public func use(_ middleware: @concurrent @escaping (_ event: String, _ arguments: [JSONValue]) async throws -> Void) {
        observing.middlewares.append(.async(middleware))
    }

    /// Adds a handler; for the names of the socket's own events, which no client can send, it says what to use instead.
    func add(_ event: String, isOnce: Bool = false, _ handler: @escaping EventHandler) -> EventListener {
        if let mistake = ReservedEventError(handling: event) { report(mistake, event: event) }
        return handlers.add(event, isOnce: isOnce, handler)
    }
}
