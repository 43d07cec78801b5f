public import WayleaveJSON
import WayleaveSocketIOWire

/// Handlers run in the order in which they were added, events in the order in which they were sent.
///
/// An argument that does not fit its type drops the event and reaches ``SocketIO/onError(_:)``. Missing arguments are `nil` where the type
/// is optional; surplus ones are ignored. A number as an event's name is handled under its decimal text.
extension Socket {
    /// Handles an event on the loop itself: the fastest form, for code that does not block.
    public func on<each A: Decodable>(_ event: String, _ handler: @escaping (repeat each A) throws -> Void) {
        handlers.add(event) { incoming in
            try handler(repeat try incoming.reader.next((each A).self))
        }
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    public func on<each A: Decodable, R: Encodable>(_ event: String, _ handler: @escaping (repeat each A) throws -> R) {
        handlers.add(event) { incoming in
            let value = try handler(repeat try incoming.reader.next((each A).self))
            if let id = incoming.takeAckID() { incoming.socket.acknowledge(id, value) }
        }
    }

    /// Handles an event with code that may await: on the loop, strictly after the connection's earlier async events.
    public func on<each A: Decodable & Sendable>(_ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> Void) {
        handlers.add(event) { incoming in
            let arguments = (repeat try incoming.reader.next((each A).self))
            let socket = incoming.socket
            socket.enqueue(event) { try await handler(repeat each arguments) }
        }
    }

    /// The same; what the handler returns is the acknowledgement, if the client asked for one.
    public func on<each A: Decodable & Sendable, R: Encodable>(
        _ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> R
    ) {
        handlers.add(event) { incoming in
            let arguments = (repeat try incoming.reader.next((each A).self))
            let socket = incoming.socket
            let id = incoming.takeAckID()
            socket.enqueue(event) {
                let value = try await handler(repeat each arguments)
                if let id { socket.acknowledge(id, value) }
            }
        }
    }

    /// Handles an event and answers it explicitly, perhaps later.
    public func on<each A: Decodable>(
        _ event: String, acknowledging handler: @escaping (Acknowledgement, repeat each A) throws -> Void
    ) {
        handlers.add(event) { incoming in
            let arguments = (repeat try incoming.reader.next((each A).self))
            try handler(Acknowledgement(socket: incoming.socket, id: incoming.takeAckID()), repeat each arguments)
        }
    }

    /// Handles an event whatever its arguments are: they come as JSON values, binary data among them.
    public func onRaw(_ event: String, _ handler: @escaping ([JSONValue], Acknowledgement) throws -> Void) {
        handlers.add(event) { incoming in
            let arguments = try incoming.reader.rest()
            try handler(arguments, Acknowledgement(socket: incoming.socket, id: incoming.takeAckID()))
        }
    }

    /// Removes all handlers of an event.
    public func off(_ event: String) { handlers.remove(event) }

    /// Sees every event before its handlers do.
    public func onAny(_ handler: @escaping (_ event: String, _ arguments: [JSONValue]) -> Void) { anyHandlers.append(handler) }

    /// Told that the socket is about to disconnect, while it still is in its rooms.
    public func onDisconnecting(_ handler: @escaping (DisconnectReason) -> Void) { disconnectingHandlers.append(handler) }

    /// Told that the socket has disconnected.
    public func onDisconnect(_ handler: @escaping (DisconnectReason) -> Void) { disconnectHandlers.append(handler) }

    // MARK: Dispatch

    /// Passes the event in `document` to its handlers.
    func dispatch(_ document: JSONDocument, ackID: Int?) {
        if !document.hasEscapes(1) || document.kind(of: 1) != .string {
            let name = document.kind(of: 1) == .string ? document.contents(ofString: 1) : document.text(of: 1)
            dispatch(name, document, ackID)
        } else if var name = try? document.string(at: 1) {
            name.withUTF8 { dispatch($0, document, ackID) }
        }
    }

    private func dispatch(_ name: UnsafeBufferPointer<UInt8>, _ document: JSONDocument, _ ackID: Int?) {
        var incoming = IncomingEvent(socket: self, reader: ArgumentReader(document, skipping: 1), ackID: ackID)
        if !anyHandlers.isEmpty { dispatchToAny(name, incoming.reader) }
        let start = incoming.reader
        handlers.forEach(name) { handler in
            guard isConnected else { return }
            incoming.reader = start
            do {
                try handler(&incoming)
            } catch {
                report(error, event: String(decoding: name, as: UTF8.self), argument: incoming.reader.index)
            }
        }
    }

    private func dispatchToAny(_ name: UnsafeBufferPointer<UInt8>, _ reader: ArgumentReader) {
        var reader = reader
        let event = String(decoding: name, as: UTF8.self)
        do {
            let arguments = try reader.rest()
            for handler in anyHandlers { handler(event, arguments) }
        } catch {
            report(error, event: event, argument: reader.index)
        }
    }

    /// Runs an async handler after those of the connection's earlier events.
    func enqueue(_ event: String, _ operation: @escaping () async throws -> Void) {
        connection.enqueue { [self] in
            do { try await operation() } catch { report(error, event: event) }
        }
    }

    func report(_ error: any Error, event: String, argument: Int? = nil) {
        let argument = error is JSONError ? argument : nil
        connection.local.server.report(
            SocketError(event: event, namespace: namespace.name, socketID: id, argument: argument, underlying: error))
    }
}
