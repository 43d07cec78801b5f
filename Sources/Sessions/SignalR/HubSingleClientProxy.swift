import Synchronization
import WayleaveJSON
import WayleaveSignalRWire

/// One client of a hub, by its connection's public id. From any thread.
public struct HubSingleClientProxy: Sendable {
    let core: HubCore
    let id: String

    /// Calls a client method; to nobody, if the connection has ended.
    public func send<each A: Encodable>(_ method: String, _ arguments: repeat each A) {
        if let context = core.currentLocal?.connections[id] {
            return context.send(method) { encoder throws in try encoder.invocation(method, repeat each arguments) }
        }
        HubClientProxy(core: core, audience: HubAudience(selection: .connections([id]))).send(method, repeat each arguments)
    }

    /// Calls a declared client method.
    public func send<each A: Encodable>(_ method: ClientMethod<repeat each A>, _ arguments: repeat each A) {
        send(method.name, repeat each arguments)
    }

    /// Calls a declared client method and returns its result.
    public func invoke<each A: Encodable, R: Decodable & Sendable>(
        _ method: ClientResultMethod<repeat each A, R>, _ arguments: repeat each A, timeout: Duration? = nil
    ) async throws -> R {
        try await invoke(method.name, repeat each arguments, as: R.self, timeout: timeout)
    }

    /// Calls a client method and returns its result.
    ///
    /// Throws ``HubException`` with the client's error, a `JSONError` for a result of another type, and an error when there is no such
    /// connection, it ends, or `timeout` passes.
    public func invoke<each A: Encodable, R: Decodable & Sendable>(
        _ method: String, _ arguments: repeat each A, as type: R.Type = R.self, timeout: Duration? = nil
    ) async throws -> R {
        let resultID = core.nextResultID()
        let broadcast = try HubBroadcast(core) { encoder throws in
            try encoder.invocation(method, repeat each arguments, id: .text(resultID))
        }
        return try await withCheckedThrowingContinuation { continuation in
            ask(broadcast, resultID, timeout) { result in continuation.resume(with: result.flatMap { Self.decode(type, $0.0, $0.1) }) }
        }
    }

    private static func decode<R: Decodable>(_ type: R.Type, _ document: JSONDocument, _ token: Int?) -> Result<R, any Error> {
        Result<R, any Error> {
            if let token { return try document.decode(type, at: token) }
            guard let nothing = (type as? any OptionalResult.Type)?.nothing as? R else { throw HubFault.noResult }
            return nothing
        }
    }

    /// Sends the call on the loop that has the connection; `complete` is called once.
    private func ask(
        _ broadcast: HubBroadcast, _ resultID: String, _ timeout: Duration?,
        _ complete: @escaping @Sendable (Result<(JSONDocument, Int?), any Error>) -> Void
    ) {
        let id = id
        if let context = core.currentLocal?.connections[id] {
            context.expect(resultID, timeout: timeout, complete)
            return context.deliver(broadcast)
        }
        let unasked = LoopCountdown(core.loopCount)
        guard unasked.left > 0 else { return complete(.failure(HubFault.noConnection(id))) }
        core.forEachLoop { local in
            if let context = local.connections[id] {
                context.expect(resultID, timeout: timeout, complete)
                context.deliver(broadcast)
            } else if unasked.isLast() {
                complete(.failure(HubFault.noConnection(id)))
            }
        }
    }
}

/// A result that may be absent.
private protocol OptionalResult {
    static var nothing: Self { get }
}

extension Optional: OptionalResult {
    fileprivate static var nothing: Self { nil }
}
