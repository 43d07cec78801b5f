/// Async operations of one connection, run on its loop strictly one after the other by a task that exists only while there is work.
///
/// Confined to the loop. A task per message would lose the order; one task per burst keeps it and costs an idle connection nothing.
package final class OrderedTasks {
    private let loop: EventLoop
    private let capacity: Int
    private var waiting: [() async -> Void] = []
    private var next = 0
    private var isRunning = false

    /// Called on the loop when the queue, having been full, is empty again.
    package var onDrained: (() -> Void)?
    private var wasFull = false

    /// - Parameter capacity: how many operations may wait before ``isFull`` asks the caller to stop reading; more are still accepted.
    package init(loop: EventLoop, capacity: Int) {
        self.loop = loop
        self.capacity = capacity
    }

    package var isFull: Bool { waiting.count - next >= capacity }

    /// Runs `operation` on the loop after all earlier ones have returned.
    package func enqueue(_ operation: @escaping () async -> Void) {
        waiting.append(operation)
        if isFull { wasFull = true }
        guard !isRunning else { return }
        isRunning = true
        // Sound: the task runs on this loop only, by its executor preference, and everything here is confined to this loop.
        nonisolated(unsafe) let me = self
        Task(executorPreference: loop) { await me.run() }
    }

    private func run() async {
        while next < waiting.count {
            let operation = waiting[next]
            next += 1
            if next == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                next = 0
            }
            await operation()
            if wasFull, waiting.isEmpty {
                wasFull = false
                onDrained?()
            }
        }
        isRunning = false
        waiting = []
    }
}
