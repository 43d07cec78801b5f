import WayleaveSocketIOWire

/// Makes handlers with erased argument types out of the application's closures.
enum EventHandlers {
    static func plain<each A: Decodable>(_ handler: @escaping (repeat each A) throws -> Void) -> EventHandler {
        { incoming in try handler(repeat try incoming.next((each A).self)) }
    }

    static func answering<each A: Decodable, R: Encodable>(_ handler: @escaping (repeat each A) throws -> R) -> EventHandler {
        { incoming in
            let value = try handler(repeat try incoming.next((each A).self))
            if let id = incoming.takeAckID() { incoming.socket.acknowledge(id, value) }
        }
    }

    static func async<each A: Decodable & Sendable>(
        _ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> Void
    ) -> EventHandler {
        { incoming in
            let arguments = (repeat try incoming.next((each A).self))
            incoming.socket.enqueue(event) { try await handler(repeat each arguments) }
        }
    }

    static func asyncAnswering<each A: Decodable & Sendable, R: Encodable>(
        _ event: String, _ handler: @concurrent @escaping (repeat each A) async throws -> R
    ) -> EventHandler {
        { incoming in
            let arguments = (repeat try incoming.next((each A).self))
            let socket = incoming.socket
            let id = incoming.takeAckID()
            socket.enqueue(event) {
                let value = try await handler(repeat each arguments)
                if let id { socket.acknowledge(id, value) }
            }
        }
    }

    static func acknowledging<each A: Decodable>(
        _ handler: @escaping (Acknowledgement, repeat each A) throws -> Void
    ) -> EventHandler {
        { incoming in
            let arguments = (repeat try incoming.next((each A).self))
            try handler(Acknowledgement(socket: incoming.socket, id: incoming.takeAckID()), repeat each arguments)
        }
    }
}
