/// Calls something after some time, unless cancelled; from any thread, and not bound to a loop, which may end before.
struct Deadline: Sendable {
    private let task: Task<Void, Never>

    init(after limit: Duration, _ body: @escaping @Sendable () -> Void) {
        task = Task {
            try? await Task.sleep(for: limit)
            if !Task.isCancelled { body() }
        }
    }

    func cancel() { task.cancel() }
}
