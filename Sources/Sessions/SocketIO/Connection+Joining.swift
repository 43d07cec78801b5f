import WayleaveEventLoop
import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

/// How a client joins a namespace (Socket.IO v5 § connection to a namespace).
extension Connection {
    func connect(_ name: String, auth: JSONValue) throws {
        guard !joining.contains(name), !sockets.contains(where: { $0.namespace.name == name }) else {
            throw ProtocolViolation.joinedTwice(name)
        }
        let server = local.server
        guard joining.count + sockets.count < server.options.maxNamespacesPerConnection else {
            return refuse(name, ConnectError("Too many namespaces"))
        }
        let handshake = Handshake(
            request: session.handshakeRequest, auth: auth, namespace: name, unixSeconds: session.loop.unixSeconds)
        if let namespace = server.acquire(name) { return admit(handshake, to: namespace) }
        let parents = server.parents
        guard !parents.isEmpty else { return refuse(name, ConnectError("Invalid namespace")) }
        for (index, parent) in parents.enumerated() {
            guard case .pattern(let matches) = parent.rule else {
                joining.insert(name)
                session.loop.startTask { await self.findParent(handshake, among: parents[index...]) }
                return
            }
            if matches(name) { return make(name, parent, handshake) }
        }
        refuse(name, ConnectError("Invalid namespace"))
    }

    // MARK: Dynamic namespaces

    private func findParent(_ handshake: Handshake, among parents: ArraySlice<ParentNamespace>) async {
        let name = handshake.namespace
        var found: ParentNamespace?
        for parent in parents where found == nil {
            do {
                let allows =
                    switch parent.rule {
                    case .pattern(let matches): matches(name)
                    case .predicate(let allows): try await allows(name, handshake)
                    }
                if allows { found = parent }
            } catch {
                report(error, connectingTo: name)
            }
        }
        guard joining.remove(name) != nil, !isClosed else { return }
        guard let found else { return refuse(name, ConnectError("Invalid namespace")) }
        make(name, found, handshake)
    }

    private func make(_ name: String, _ parent: ParentNamespace, _ handshake: Handshake) {
        guard let namespace = local.server.acquire(name, from: parent) else {
            report(NamespaceLimitError(limit: local.server.options.maxDynamicNamespaces), connectingTo: name)
            return refuse(name, ConnectError("Too many namespaces"))
        }
        admit(handshake, to: namespace)
    }

    // MARK: Middleware

    /// Runs the middleware of a namespace that was acquired.
    private func admit(_ handshake: Handshake, to namespace: Namespace) {
        let behaviour = namespace.current
        if let (store, pid) = recoveryStore(namespace, handshake.auth) {
            joining.insert(namespace.name)
            session.loop.startTask { await self.joinAgain(namespace, handshake, behaviour, store, pid: pid) }
            return
        }
        guard !behaviour.middlewares.isEmpty else { return join(namespace, handshake, [:], behaviour) }
        joining.insert(namespace.name)
        session.loop.startTask { await self.runMiddleware(namespace, handshake, behaviour) }
    }

    private func runMiddleware(_ namespace: Namespace, _ handshake: Handshake, _ behaviour: Namespace.Behaviour) async {
        var data = JSONObject()
        guard await runMiddlewares(namespace, handshake, behaviour, &data) else { return local.server.release(namespace) }
        guard joining.remove(namespace.name) != nil, !isClosed else { return local.server.release(namespace) }
        join(namespace, handshake, data, behaviour)
    }

    /// Whether the middlewares let the client join; otherwise it has been told.
    func runMiddlewares(
        _ namespace: Namespace, _ handshake: Handshake, _ behaviour: Namespace.Behaviour, _ data: inout JSONObject
    ) async -> Bool {
        do {
            for middleware in behaviour.middlewares { try await middleware(handshake, &data) }
            return true
        } catch let refusal as ConnectError {
            finishRefusal(namespace.name, refusal)
        } catch {
            report(error, connectingTo: namespace.name)
            finishRefusal(namespace.name, ConnectError("not authorized"))
        }
        return false
    }

    private func finishRefusal(_ name: String, _ refusal: ConnectError) {
        guard joining.remove(name) != nil, !isClosed else { return }
        refuse(name, refusal)
    }

    private func report(_ error: any Error, connectingTo name: String) {
        local.server.report(SocketError(event: "connect", namespace: name, socketID: nil, argument: nil, underlying: error))
    }

    private func refuse(_ name: String, _ refusal: ConnectError) {
        local.withEncoder { encoder in
            do {
                if isVersion2 {
                    try encodeVersion2(refusal, name, into: encoder)
                } else {
                    try encoder.connectError(namespace: name, message: refusal.message, data: refusal.data)
                }
            } catch {
                // Only `data` can fail, by its depth; the message alone cannot.
                try? encoder.connectError(namespace: name, message: refusal.message)
            }
            send(encoder)
        }
    }

    /// Lets the client join a namespace that was acquired.
    ///
    /// The reply goes out before the handlers run, so that the client knows its socket before the first event; events that it missed while
    /// it was away go before the reply, as with the reference server.
    func join(
        _ namespace: Namespace, _ handshake: Handshake, _ data: JSONObject, _ behaviour: Namespace.Behaviour,
        _ beginning: SocketBeginning? = nil
    ) {
        // Clients of Socket.IO 2 know nothing of recovery.
        let beginning = isVersion2 ? nil : beginning ?? namespace.adapter?.recovery?.begin(nil)
        guard let rooms = namespace.rooms else {
            local.server.release(namespace)
            return refuse(namespace.name, ConnectError("Invalid namespace"))
        }
        joinedFirst()
        let socket = Socket(
            id: isVersion2 ? version2SocketID(namespace.name) : beginning?.sid ?? SocketID.random(), handshake: handshake,
            namespace: namespace, data: data, connection: self,
            shard: rooms.shard(on: session.loop))
        socket.recovery = beginning?.recovery
        sockets.append(socket)
        socket.begin()
        if let beginning {
            socket.join(beginning.rooms)
            for missed in beginning.missed { missed.deliver(to: socket) }
        }
        local.withEncoder { encoder in
            encoder.connect(namespace: namespace.name, sid: isVersion2 ? nil : socket.id, pid: beginning?.recovery.pid)
            send(encoder)
        }
        local.admin?.connected(socket)
        for handler in behaviour.connectionHandlers where socket.isConnected { handler(socket) }
    }
}

/// Clients have brought as many namespaces into being as they may.
struct NamespaceLimitError: Error, CustomStringConvertible {
    let limit: Int

    var description: String {
        "there are \(limit) dynamic namespaces; raise SocketIOOptions.maxDynamicNamespaces, or set cleanupEmptyChildNamespaces"
    }
}
