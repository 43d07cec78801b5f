public import WayleaveJSON

/// Sends events to one fetched socket with a limit for its acknowledgement.
public struct RemoteSocketEmitter: Sendable {
    let operation: BroadcastOperator

    /// Sends an event.
    public func emit<each A: Encodable>(_ event: String, _ arguments: repeat each A) { operation.emit(event, repeat each arguments) }

    /// Sends an event and returns the first value of the client's answer. Throws ``AcknowledgementError`` or a `JSONError`.
    public func emitWithAck<each A: Encodable, R: Decodable & Sendable>(
        _ event: String, _ arguments: repeat each A, as type: R.Type = R.self
    ) async throws -> R {
        do {
            let answers = try await operation.emitWithAck(event, repeat each arguments, as: type)
            guard let answer = answers.first else { throw AcknowledgementError.disconnected }
            return answer
        } catch let error as BroadcastAcknowledgementError {
            throw error.reason
        }
    }

    /// The same with values.
    public func emitWithAck(_ event: String, values: [JSONValue]) async throws -> JSONValue {
        do {
            let answers = try await operation.emitWithAck(event, values: values)
            guard let answer = answers.first else { throw AcknowledgementError.disconnected }
            return answer
        } catch let error as BroadcastAcknowledgementError {
            throw error.reason
        }
    }
}
