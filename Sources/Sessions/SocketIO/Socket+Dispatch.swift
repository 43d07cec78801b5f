import WayleaveJSON
import WayleaveSocketIOWire

/// The way of an event to its handlers.
extension Socket {
    /// Passes the event in `document`, whose name and arguments are the array at `array`, to its handlers.
    func dispatch(_ document: JSONDocument, array: Int, ackID: Int?) {
        let incoming = IncomingEvent(socket: self, reader: ArgumentReader(document, array: array, skipping: 1), ackID: ackID)
        document.withEventName(at: array + 1) { name in
            if let listeners, listeners.seesEvents { return pass(incoming, name, array, listeners) }
            call(incoming, name)
        }
    }

    @inline(__always)
    private func call(_ event: IncomingEvent, _ name: UnsafeBufferPointer<UInt8>) {
        var incoming = event
        let start = incoming.reader
        handlers.forEach(name) { entry in
            guard isConnected else { return }
            if entry.isOnce, !handlers.remove(entry.listener) { return }
            incoming.reader = start
            do {
                try entry.handler(&incoming)
            } catch {
                failed(error, String(decoding: name, as: UTF8.self), &incoming)
            }
        }
    }

    @inline(never)
    private func failed(_ error: any Error, _ event: String, _ incoming: inout IncomingEvent) {
        guard let mismatch = error as? ArgumentError else { return report(error, event: event) }
        report(mismatch.underlying, event: event, argument: mismatch.index)
        guard connection.local.server.options.acknowledgesInvalidArguments, let id = incoming.takeAckID() else { return }
        acknowledge(id, InvalidArguments(mismatch))
    }

    // MARK: Listeners and middleware

    @inline(never)
    private func pass(_ incoming: IncomingEvent, _ name: UnsafeBufferPointer<UInt8>, _ array: Int, _ listeners: SocketListeners) {
        let event = String(decoding: name, as: UTF8.self)
        var reader = incoming.reader
        let arguments: [JSONValue]
        do { arguments = try reader.rest() } catch { return report(error, event: event, argument: reader.index) }
        for listener in listeners.any { listener.body(event, arguments) }
        let middlewares = listeners.middlewares
        for (index, middleware) in middlewares.enumerated() {
            guard case .sync(let judge) = middleware else {
                // What follows outlives this packet: the document then keeps a copy of its bytes.
                return wait(incoming, array, event, arguments, middlewares[index...])
            }
            do { try judge(event, arguments) } catch { return report(error, event: event) }
        }
        if isConnected { call(incoming, name) }
    }

    private func wait(
        _ incoming: IncomingEvent, _ array: Int, _ event: String, _ arguments: [JSONValue], _ middlewares: ArraySlice<EventMiddleware>
    ) {
        enqueue(event) { [self] in
            for middleware in middlewares {
                switch middleware {
                case .sync(let judge): try judge(event, arguments)
                case .async(let judge): try await judge(event, arguments)
                }
            }
            guard isConnected else { return }
            incoming.reader.document.withEventName(at: array + 1) { call(incoming, $0) }
        }
    }

    /// Runs an async handler after those of the connection's earlier events.
    func enqueue(_ event: String, _ operation: @escaping () async throws -> Void) {
        connection.enqueue { [self] in
            do { try await operation() } catch { report(error, event: event) }
        }
    }

    func report(_ error: any Error, event: String, argument: Int? = nil) {
        let failure = SocketError(event: event, namespace: namespace.name, socketID: id, argument: argument, underlying: error)
        guard let hooks = listeners?.errors, !hooks.isEmpty else { return connection.local.server.report(failure) }
        for hook in hooks { hook(failure) }
    }
}
