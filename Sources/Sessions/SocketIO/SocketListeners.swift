import WayleaveJSON

/// What a socket is asked to do besides handling events; a socket of which nothing of this was asked has none.
final class SocketListeners {
    /// Sees an event whatever its name.
    typealias CatchAll = (_ event: String, _ arguments: [JSONValue]) -> Void

    typealias CatchAllEntry = (listener: EventListener, body: CatchAll)

    var any: [CatchAllEntry] = []
    var anyOutgoing: [CatchAllEntry] = []
    var middlewares: [EventMiddleware] = []
    var errors: [(SocketError) -> Void] = []
    var disconnecting: [(DisconnectReason) -> Void] = []
    var disconnect: [(DisconnectReason) -> Void] = []

    /// Whether events have to be read as values before their handlers are called.
    var seesEvents: Bool { !any.isEmpty || !middlewares.isEmpty }
}

/// What an event passes before its handlers.
enum EventMiddleware {
    case sync((_ event: String, _ arguments: [JSONValue]) throws -> Void)
    case async(@concurrent (_ event: String, _ arguments: [JSONValue]) async throws -> Void)
}
