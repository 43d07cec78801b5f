import Wayleave
import WayleaveEventLoop

/// A client's request for an acknowledgement that is answered from a task, or on whatever thread a result arrives.
struct LateAnswer: Sendable {
    private let bound: LoopBound<Acknowledgement>

    /// Takes a request, on its socket's loop; `nil` elsewhere.
    init?(_ acknowledgement: Acknowledgement) {
        guard let loop = EventLoop.current else { return nil }
        bound = LoopBound(acknowledgement, to: loop)
    }

    func send(_ value: JSONValue) {
        bound.loop.execute { bound.value.send(values: [value]) }
    }

    /// Answers with what `work` returns, or with its error.
    func send(_ work: @escaping @Sendable () async throws -> JSONValue) {
        Task {
            do { send(try await work()) } catch { send(["err": .string("\(error)")]) }
        }
    }
}
