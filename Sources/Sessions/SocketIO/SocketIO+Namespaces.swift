import Synchronization

/// Namespaces that clients bring into being, and what there is to know of all.
extension SocketIO {
    /// A parent of namespaces: any name the pattern finds a match in, as JavaScript's `test` would, can be joined, and is then a namespace
    /// of its own that begins with the parent's middleware and handlers.
    ///
    /// A pattern that is to match the whole name needs its anchors: `io.of(/^\/room-\d+$/)`. Names have at most 256 bytes; keep the pattern
    /// free of nested repetitions, as with any pattern that strangers' input meets. See ``SocketIOOptions/maxDynamicNamespaces``.
    public func of<Output>(_ pattern: sending Regex<Output>) -> ParentNamespace {
        let matcher = NamespacePattern(pattern)
        return core.addParent(.pattern { matcher.matches($0) })
    }

    /// A parent of namespaces: any name the closure allows can be joined. It sees the name, and the handshake with the client's `auth`.
    ///
    /// It is asked only for names that are no namespace yet. What it throws refuses the client and reaches ``onError(_:)``.
    public func of(where allows: @concurrent @escaping @Sendable (_ name: String, Handshake) async throws -> Bool) -> ParentNamespace {
        core.addParent(.predicate(allows))
    }

    /// All namespaces that exist at the moment, by name.
    public var namespaces: [Namespace] { core.allNamespaces }

    /// Told, on whatever thread it happens, of every namespace that comes into being, whoever makes it; not of `/`.
    public func onNewNamespace(_ handler: @escaping @Sendable (Namespace) -> Void) {
        core.newNamespaceHandlers.withLock { $0.append(handler) }
    }

    /// The number of sockets in `/`, on all loops of this process.
    public var socketsCount: Int { main.socketsCount }
}
