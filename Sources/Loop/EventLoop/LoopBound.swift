/// A value confined to one loop, in a wrapper that may travel: other threads can hold it and pass it on, but not look inside.
///
/// Soundness of `@unchecked Sendable`: the value is made and reached on the loop's thread only; ``value`` traps elsewhere, which is a
/// fault of the program and never of a peer. The last reference may be dropped anywhere, so `Value`'s deinitialiser must not care.
package final class LoopBound<Value>: @unchecked Sendable {
    package let loop: EventLoop
    private let stored: Value

    /// Binds `value`, which nobody else may keep, to `loop`; on the loop, or before the loop knows of the value.
    package init(_ value: Value, to loop: EventLoop) {
        self.loop = loop
        stored = value
    }

    /// The value. On the loop only.
    @inline(__always)
    package var value: Value {
        precondition(loop.inLoop, "a value bound to a loop was reached from elsewhere")
        return stored
    }
}

extension EventLoop {
    /// Starts a task on this loop that may use what is confined to it. On the loop only.
    ///
    /// Sound although `operation` is not `Sendable`: the task prefers this loop as its executor, so every part of it runs here.
    @discardableResult
    package func startTask(_ operation: @escaping () async -> Void) -> Task<Void, Never> {
        precondition(inLoop, "a task was started on a loop from elsewhere")
        // Sound: it runs on this thread and nowhere else, see above.
        nonisolated(unsafe) let operation = operation
        return Task(executorPreference: self) { await operation() }
    }
}
