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
        guard let namespace = local.server.existingNamespace(name) else {
            return refuse(name, ConnectError("Invalid namespace"))
        }
        let handshake = Handshake(request: session.handshakeRequest, auth: auth, issued: session.loop.unixSeconds)
        let behaviour = namespace.current
        if let (store, pid) = recoveryStore(namespace, auth) {
            joining.insert(name)
            session.loop.startTask { await self.joinAgain(namespace, handshake, behaviour, store, pid: pid) }
            return
        }
        guard !behaviour.middlewares.isEmpty else { return join(namespace, handshake, [:], behaviour) }
        joining.insert(name)
        session.loop.startTask { await self.runMiddleware(namespace, handshake, behaviour) }
    }

    private func runMiddleware(_ namespace: Namespace, _ handshake: Handshake, _ behaviour: Namespace.Behaviour) async {
        var data = JSONObject()
        guard await runMiddlewares(namespace, handshake, behaviour, &data), joining.remove(namespace.name) != nil, !isClosed else { return }
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
            local.server.report(
                SocketError(event: "connect", namespace: namespace.name, socketID: nil, argument: nil, underlying: error))
            finishRefusal(namespace.name, ConnectError("not authorized"))
        }
        return false
    }

    private func finishRefusal(_ name: String, _ refusal: ConnectError) {
        guard joining.remove(name) != nil, !isClosed else { return }
        refuse(name, refusal)
    }

    private func refuse(_ name: String, _ refusal: ConnectError) {
        local.withEncoder { encoder in
            do {
                try encoder.connectError(namespace: name, message: refusal.message, data: refusal.data)
            } catch {
                // Only `data` can fail, by its depth; the message alone cannot.
                try? encoder.connectError(namespace: name, message: refusal.message)
            }
            send(encoder)
        }
    }

    /// The reply goes out before the handlers run, so that the client knows its socket before the first event; events that it missed while
    /// it was away go before the reply, as with the reference server.
    func join(
        _ namespace: Namespace, _ handshake: Handshake, _ data: JSONObject, _ behaviour: Namespace.Behaviour,
        _ beginning: SocketBeginning? = nil
    ) {
        let beginning = beginning ?? namespace.adapter?.recovery?.begin(nil)
        guard let rooms = namespace.rooms else { return refuse(namespace.name, ConnectError("Invalid namespace")) }
        joinedFirst()
        let socket = Socket(
            id: beginning?.sid ?? SocketID.random(), handshake: handshake, namespace: namespace, data: data, connection: self,
            shard: rooms.shard(on: session.loop))
        socket.recovery = beginning?.recovery
        sockets.append(socket)
        socket.begin()
        if let beginning {
            socket.join(beginning.rooms)
            for missed in beginning.missed { missed.deliver(to: socket) }
        }
        local.withEncoder { encoder in
            encoder.connect(namespace: namespace.name, sid: socket.id, pid: beginning?.recovery.pid)
            send(encoder)
        }
        for handler in behaviour.connectionHandlers where socket.isConnected { handler(socket) }
    }
}
