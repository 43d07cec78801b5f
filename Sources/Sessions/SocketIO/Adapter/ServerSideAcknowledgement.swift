import Synchronization
public import WayleaveJSON

/// Another server's request for an answer to its event, to be answered once, now or later; further answers send nothing. From any thread.
public final class ServerSideAcknowledgement: Sendable {
    private let answer: Mutex<(@Sendable (JSONValue) -> Void)?>

    init(_ answer: (@Sendable (JSONValue) -> Void)?) { self.answer = Mutex(answer) }

    /// Whether the other server waits for an answer.
    public var isAwaited: Bool { answer.withLock { $0 != nil } }

    /// Answers; a value that cannot be encoded is answered as `null`.
    public func callAsFunction<T: Encodable>(_ value: T) { send((try? JSONValue(encoding: value)) ?? .null) }

    /// Answers.
    public func send(_ value: JSONValue) {
        let answer = answer.withLock { answer in
            let taken = answer
            answer = nil
            return taken
        }
        answer?(value)
    }
}
