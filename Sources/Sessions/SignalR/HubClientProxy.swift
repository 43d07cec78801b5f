public import WayleaveJSON
import WayleaveSignalRWire

/// Some clients of a hub. From any thread.
///
/// Nothing waits for clients: what one does not read waits for it alone, within ``SignalRConnectionOptions/maxQueuedBytes``.
public struct HubClientProxy: Sendable {
    let core: HubCore
    let audience: HubAudience

    /// Calls a client method. Arguments that cannot be encoded reach ``SignalRHubOptions/onError``, and nothing is sent.
    public func send<each A: Encodable>(_ method: String, _ arguments: repeat each A) {
        transmit(method) { encoder throws in try encoder.invocation(method, repeat each arguments) }
    }

    /// Calls a client method with arguments whose number is known only at run time.
    public func send(_ method: String, values: [JSONValue]) {
        transmit(method) { encoder throws in try encoder.invocation(method, values: values) }
    }

    /// Calls a declared client method.
    public func send<each A: Encodable>(_ method: ClientMethod<repeat each A>, _ arguments: repeat each A) {
        send(method.name, repeat each arguments)
    }

    private func transmit(_ method: String, _ encode: (HubMessageEncoder) throws -> Void) {
        do {
            let broadcast = try HubBroadcast(core, encode)
            let audience = audience
            core.broadcast(bytes: broadcast.bytes) { local in audience.forEach(on: local) { $0.deliver(broadcast) } }
        } catch {
            core.report(error, method: method, connectionID: nil)
        }
    }
}
