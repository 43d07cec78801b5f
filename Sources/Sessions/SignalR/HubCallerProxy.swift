public import WayleaveJSON
import WayleaveSignalRWire

/// The client that calls. Confined to its connection's loop.
public struct HubCallerProxy {
    let hub: HubBase

    /// Calls a client method. Arguments that cannot be encoded reach ``SignalRHubOptions/onError``, and nothing is sent.
    public func send<each A: Encodable>(_ method: String, _ arguments: repeat each A) {
        hub.context.send(method) { encoder throws in try encoder.invocation(method, repeat each arguments) }
    }

    /// Calls a client method with arguments whose number is known only at run time.
    public func send(_ method: String, values: [JSONValue]) {
        hub.context.send(method) { encoder throws in try encoder.invocation(method, values: values) }
    }

    /// Calls a declared client method.
    public func send<each A: Encodable>(_ method: ClientMethod<repeat each A>, _ arguments: repeat each A) {
        send(method.name, repeat each arguments)
    }

    /// Calls a client method and returns its result; other calls of the client may run meanwhile.
    ///
    /// Throws ``HubException`` with the client's error, a `JSONError` for a result of another type, and an error when the connection ends or
    /// `timeout` passes.
    public func invoke<each A: Encodable & Sendable, R: Decodable & Sendable>(
        _ method: String, _ arguments: repeat each A, as type: R.Type = R.self, timeout: Duration? = nil
    ) async throws -> R {
        try await single.invoke(method, repeat each arguments, as: type, timeout: timeout)
    }

    /// Calls a declared client method and returns its result.
    public func invoke<each A: Encodable & Sendable, R: Decodable & Sendable>(
        _ method: ClientResultMethod<repeat each A, R>, _ arguments: repeat each A, timeout: Duration? = nil
    ) async throws -> R {
        try await single.invoke(method.name, repeat each arguments, as: R.self, timeout: timeout)
    }

    private var single: HubSingleClient {
        HubSingleClient(proxy: HubSingleClientProxy(core: hub.context.local.core, id: hub.context.connectionId), hub: hub)
    }
}
