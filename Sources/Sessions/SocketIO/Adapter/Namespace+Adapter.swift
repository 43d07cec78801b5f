public import WayleaveJSON
import WayleaveRooms
import WayleaveSocketIOWire

/// What reaches the sockets of a whole cluster, and the other servers themselves; alone, a server is a cluster of one.
extension Namespace {
    /// The sockets in these rooms.
    public func to(_ rooms: [String]) -> BroadcastOperator { everyone.to(rooms) }

    /// Everybody but the sockets in these rooms.
    public func except(_ rooms: [String]) -> BroadcastOperator { everyone.except(rooms) }

    /// Lets all sockets join rooms.
    public func socketsJoin(_ rooms: [String]) { everyone.socketsJoin(rooms) }

    /// Lets all sockets leave rooms.
    public func socketsLeave(_ rooms: [String]) { everyone.socketsLeave(rooms) }

    var adapter: (any Adapter)? { extras.adapter }

    /// Ends the namespace for the cluster; its sockets must be gone.
    func closeAdapter() { extras.close() }

    // MARK: Sockets

    /// Acknowledgements, fetches and the like fail after `limit`; see ``BroadcastOperator/timeout(_:)``.
    public func timeout(_ limit: Duration) -> BroadcastOperator { everyone.timeout(limit) }

    /// With `false`, messages are sent uncompressed.
    public func compress(_ isCompressed: Bool) -> BroadcastOperator { everyone.compress(isCompressed) }

    /// All sockets of the namespace; see ``BroadcastOperator/fetchSockets()``.
    public func fetchSockets() async throws -> [RemoteSocket] { try await everyone.fetchSockets() }

    /// Lets all sockets join rooms.
    public func socketsJoin(_ rooms: String...) { everyone.socketsJoin(rooms) }

    /// Lets all sockets leave rooms.
    public func socketsLeave(_ rooms: String...) { everyone.socketsLeave(rooms) }

    /// Disconnects all sockets; with `close`, their connections too.
    public func disconnectSockets(close: Bool = false) { everyone.disconnectSockets(close: close) }

    /// Asks all sockets for an acknowledgement; see ``BroadcastOperator/emitWithAck(_:_:as:)``.
    public func emitWithAck<each A: Encodable, R: Decodable>(
        _ event: String, _ arguments: repeat each A, as type: R.Type = R.self
    ) async throws -> [R] {
        try await everyone.emitWithAck(event, repeat each arguments, as: type)
    }

    /// What connection state recovery has done on this server; `nil` when it is off.
    public var recoveryCounts: RecoveryCounts? { adapter?.recovery?.counts }

    // MARK: Servers

    /// The number of servers that share the namespace, this one included; 0 before it has started.
    public func serverCount() async throws -> Int { try await adapter?.serverCount() ?? 0 }

    /// Sends an event to the other servers of the cluster; nowhere if there are none.
    ///
    /// An event that cannot be encoded, or is named `connect`, `connection` or `new_namespace`, is not sent and reaches
    /// ``SocketIO/onError(_:)``.
    public func serverSideEmit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        do {
            adapter?.serverSideEmit(try packet(event, repeat each arguments))
        } catch {
            server.report(SocketError(event: event, namespace: name, socketID: nil, argument: nil, underlying: error))
        }
    }

    /// The same; returns one answer of each other server.
    ///
    /// Throws ``ServerSideEmitError`` when one does not answer within `limit`, by default 5 s, and `JSONError` when an answer does not fit.
    public func serverSideEmitWithAck<each A: Encodable, R: Decodable>(
        _ event: String, _ arguments: repeat each A, within limit: Duration = BroadcastOperator.acknowledgementTimeout,
        as type: R.Type = R.self
    ) async throws -> [R] {
        guard let adapter else { return [] }
        let answers = try await adapter.serverSideEmitWithAck(try packet(event, repeat each arguments), within: limit)
        return try answers.map { try $0.decode(type) }
    }

    /// The same with arguments whose number is known only at run time.
    public func serverSideEmit(_ event: String, values: [JSONValue]) {
        do {
            adapter?.serverSideEmit(try packet(event, values: values))
        } catch {
            server.report(SocketError(event: event, namespace: name, socketID: nil, argument: nil, underlying: error))
        }
    }

    /// The same with arguments whose number is known only at run time, and with the answers as they are.
    public func serverSideEmitWithAck(
        _ event: String, values: [JSONValue], within limit: Duration = BroadcastOperator.acknowledgementTimeout
    ) async throws -> [JSONValue] {
        let packet = try packet(event, values: values)
        return try await adapter?.serverSideEmitWithAck(packet, within: limit) ?? []
    }

    private func packet(_ event: String, values: [JSONValue]) throws -> [JSONValue] {
        if ["connect", "connection", "new_namespace"].contains(event) { throw SocketPacketError.reservedEvent(event) }
        return [.string(event)] + values
    }

    private func packet<each A: Encodable>(_ event: String, _ arguments: repeat each A) throws -> [JSONValue] {
        var values: [JSONValue] = []
        for argument in repeat each arguments { values.append(try JSONValue(encoding: argument)) }
        return try packet(event, values: values)
    }

    // MARK: Listening

    /// Handles an event that another server sent with ``serverSideEmit(_:_:)``; called on some thread, events of one server in their order.
    ///
    /// Arguments that do not fit their types reach ``SocketIO/onError(_:)``.
    public func onServerSide<each A: Decodable & Sendable>(_ event: String, _ handler: @escaping @Sendable (repeat each A) throws -> Void) {
        listen(event) { reader, _ in try handler(repeat try reader.next((each A).self)) }
    }

    /// The same; what the handler returns is the answer, if one was asked for.
    public func onServerSide<each A: Decodable & Sendable, R: Encodable & Sendable>(
        _ event: String, _ handler: @escaping @Sendable (repeat each A) throws -> R
    ) {
        listen(event) { reader, acknowledgement in acknowledgement(try handler(repeat try reader.next((each A).self))) }
    }

    /// Handles such an event whatever its arguments are, and answers it explicitly, perhaps later.
    public func onServerSide(
        raw event: String, _ handler: @escaping @Sendable ([JSONValue], ServerSideAcknowledgement) -> Void
    ) {
        extras.listeners.add(event, handler)
    }

    /// Removes all handlers of an event of other servers.
    public func offServerSide(_ event: String) { extras.listeners.remove(event) }

    private func listen(
        _ event: String, _ handler: @escaping @Sendable (inout ValueReader, ServerSideAcknowledgement) throws -> Void
    ) {
        let (server, name) = (server, name)
        extras.listeners.add(event) { values, acknowledgement in
            var reader = ValueReader(values)
            do {
                try handler(&reader, acknowledgement)
            } catch {
                let argument = error is JSONError ? max(reader.index - 1, 0) : nil
                server.report(SocketError(event: event, namespace: name, socketID: nil, argument: argument, underlying: error))
            }
        }
    }

    /// Told of what happens to this server's rooms, one event after the other, on some loop. A feature that is not used costs nothing.
    public func onRoomEvent(_ listener: @escaping @Sendable (RoomEvent) -> Void) {
        if extras.census.add(listener), let adapter { extras.census.watch(adapter.local.rooms) }
    }
}
