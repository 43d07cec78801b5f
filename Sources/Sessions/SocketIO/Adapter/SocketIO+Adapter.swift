public import WayleaveJSON

/// The same as of the main namespace, `/`.
extension SocketIO {
    /// The sockets in these rooms.
    public func to(_ rooms: [String]) -> BroadcastOperator { main.everyone.to(rooms) }

    /// Everybody but the sockets in these rooms.
    public func except(_ rooms: [String]) -> BroadcastOperator { main.everyone.except(rooms) }

    /// Lets all sockets join rooms.
    public func socketsJoin(_ rooms: [String]) { main.everyone.socketsJoin(rooms) }

    /// Lets all sockets leave rooms.
    public func socketsLeave(_ rooms: [String]) { main.everyone.socketsLeave(rooms) }

    /// See ``Namespace/timeout(_:)``.
    public func timeout(_ limit: Duration) -> BroadcastOperator { main.timeout(limit) }

    /// See ``Namespace/compress(_:)``.
    public func compress(_ isCompressed: Bool) -> BroadcastOperator { main.compress(isCompressed) }

    /// See ``Namespace/emitWithAck(_:_:as:)``.
    public func emitWithAck<each A: Encodable, R: Decodable>(
        _ event: String, _ arguments: repeat each A, as type: R.Type = R.self
    ) async throws -> [R] {
        try await main.emitWithAck(event, repeat each arguments, as: type)
    }

    /// See ``Namespace/fetchSockets()``.
    public func fetchSockets() async throws -> [RemoteSocket] { try await main.fetchSockets() }

    /// See ``Namespace/socketsJoin(_:)``.
    public func socketsJoin(_ rooms: String...) { main.everyone.socketsJoin(rooms) }

    /// See ``Namespace/socketsLeave(_:)``.
    public func socketsLeave(_ rooms: String...) { main.everyone.socketsLeave(rooms) }

    /// See ``Namespace/disconnectSockets(close:)``.
    public func disconnectSockets(close: Bool = false) { main.disconnectSockets(close: close) }

    /// See ``Namespace/serverCount()``.
    public func serverCount() async throws -> Int { try await main.serverCount() }

    /// See ``Namespace/serverSideEmit(_:_:)``.
    public func serverSideEmit<each A: Encodable>(_ event: String, _ arguments: repeat each A) {
        main.serverSideEmit(event, repeat each arguments)
    }

    /// See ``Namespace/serverSideEmitWithAck(_:_:within:as:)``.
    public func serverSideEmitWithAck<each A: Encodable, R: Decodable>(
        _ event: String, _ arguments: repeat each A, within limit: Duration = BroadcastOperator.acknowledgementTimeout,
        as type: R.Type = R.self
    ) async throws -> [R] {
        try await main.serverSideEmitWithAck(event, repeat each arguments, within: limit, as: type)
    }

    /// See ``Namespace/serverSideEmit(_:values:)``.
    public func serverSideEmit(_ event: String, values: [JSONValue]) { main.serverSideEmit(event, values: values) }

    /// See ``Namespace/serverSideEmitWithAck(_:values:within:)``.
    public func serverSideEmitWithAck(
        _ event: String, values: [JSONValue], within limit: Duration = BroadcastOperator.acknowledgementTimeout
    ) async throws -> [JSONValue] {
        try await main.serverSideEmitWithAck(event, values: values, within: limit)
    }

    /// See ``Namespace/onServerSide(_:_:)``.
    public func onServerSide<each A: Decodable & Sendable>(_ event: String, _ handler: @escaping @Sendable (repeat each A) throws -> Void) {
        main.onServerSide(event, handler)
    }

    /// See ``Namespace/onServerSide(_:_:)``.
    public func onServerSide<each A: Decodable & Sendable, R: Encodable & Sendable>(
        _ event: String, _ handler: @escaping @Sendable (repeat each A) throws -> R
    ) {
        main.onServerSide(event, handler)
    }

    /// See ``Namespace/onServerSide(raw:_:)``.
    public func onServerSide(raw event: String, _ handler: @escaping @Sendable ([JSONValue], ServerSideAcknowledgement) -> Void) {
        main.onServerSide(raw: event, handler)
    }

    /// See ``Namespace/onRoomEvent(_:)``.
    public func onRoomEvent(_ listener: @escaping @Sendable (RoomEvent) -> Void) { main.onRoomEvent(listener) }
}
