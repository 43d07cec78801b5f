/// One client, seen from a hub's method, which lets others run while it waits. Confined to the caller's loop.
public struct HubSingleClient {
    let proxy: HubSingleClientProxy
    let hub: HubBase

    /// Calls a client method.
    public func send<each A: Encodable>(_ method: String, _ arguments: repeat each A) { proxy.send(method, repeat each arguments) }

    /// Calls a declared client method.
    public func send<each A: Encodable>(_ method: ClientMethod<repeat each A>, _ arguments: repeat each A) {
        proxy.send(method.name, repeat each arguments)
    }

    /// Calls a client method and returns its result, see ``HubCallerProxy/invoke(_:_:as:timeout:)``.
    public func invoke<each A: Encodable & Sendable, R: Decodable & Sendable>(
        _ method: String, _ arguments: repeat each A, as type: R.Type = R.self, timeout: Duration? = nil
    ) async throws -> R {
        if hub.isConnecting { throw HubFault.duringOnConnected }
        let queue = hub.holdsSlot ? hub.context.rare?.calls?.queue : nil
        queue?.release()
        defer { queue?.reacquire() }
        return try await proxy.invoke(method, repeat each arguments, as: type, timeout: timeout)
    }

    /// Calls a declared client method and returns its result.
    public func invoke<each A: Encodable & Sendable, R: Decodable & Sendable>(
        _ method: ClientResultMethod<repeat each A, R>, _ arguments: repeat each A, timeout: Duration? = nil
    ) async throws -> R {
        try await invoke(method.name, repeat each arguments, as: R.self, timeout: timeout)
    }
}
