import Synchronization
import WayleaveJSON

/// What namespaces that clients bring into being have in common: made with ``SocketIO/of(_:)-6w5kv`` or ``SocketIO/of(where:)``.
///
/// A child begins with the middleware and handlers its parent has at that moment. From any thread.
public final class ParentNamespace: Sendable {
    /// Tells which names a parent has.
    enum Rule: Sendable {
        case pattern(@Sendable (String) -> Bool)
        case predicate(@concurrent @Sendable (String, Handshake) async throws -> Bool)
    }

    let rule: Rule
    private let server: ServerCore
    private let behaviour = Mutex(Namespace.Behaviour())

    init(_ rule: Rule, server: ServerCore) {
        self.rule = rule
        self.server = server
    }

    var current: Namespace.Behaviour { behaviour.withLock { $0 } }

    /// The children that exist at the moment, by name.
    public var children: [Namespace] { server.allNamespaces.filter { $0.parent === self } }

    /// Runs before a client joins a child: see ``Namespace/use(_:)-swift.method``. Children that exist do not learn of it.
    public func use(_ middleware: @escaping @Sendable (Handshake) async throws -> Void) {
        behaviour.withLock { $0.middlewares.append { handshake, _ in try await middleware(handshake) } }
    }

    /// The same; what it writes into the object becomes the socket's ``Socket/data``.
    public func use(_ middleware: @escaping Namespace.Middleware) { behaviour.withLock { $0.middlewares.append(middleware) } }

    /// Called on a client's loop when it has joined a child; ``Socket/namespace`` is the child. Children that exist do not learn of it.
    public func onConnection(_ handler: @escaping @Sendable (Socket) -> Void) {
        behaviour.withLock { $0.connectionHandlers.append(handler) }
    }

    /// Sends an event to everybody in all children.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        for child in children { child.emit(event, repeat each arguments) }
    }
}
