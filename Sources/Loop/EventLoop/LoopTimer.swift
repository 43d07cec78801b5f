/// A one-shot timer of a loop, confined to that loop; it can be armed again any number of times without allocation.
package final class LoopTimer {
    let body: () -> Void
    /// When it fires; meaningful while armed.
    fileprivate(set) package var deadline = EventLoop.Instant(nanoseconds: 0)
    /// Its place in the heap; -1 while not armed.
    fileprivate var place = -1
    private unowned let loop: EventLoop

    init(loop: EventLoop, body: @escaping () -> Void) {
        self.loop = loop
        self.body = body
    }

    package var isArmed: Bool { place >= 0 }

    /// Disarms the timer; harmless when it already fired.
    package func cancel() { loop.timers.remove(self) }

    /// Arms the timer to fire `delay` from now, whether or not it is armed or has fired.
    package func reschedule(after delay: Duration) { reschedule(at: loop.now + delay) }

    /// Arms the timer for an absolute deadline, so that a chain of timers does not add up its latenesses.
    package func reschedule(at deadline: EventLoop.Instant) {
        loop.timers.remove(self)
        self.deadline = deadline
        loop.timers.insert(self)
    }
}

/// A binary heap of armed timers, ordered by deadline.
final class TimerHeap {
    private var heap: [LoopTimer] = []
    /// Called when the earliest deadline changed.
    var onEarliestChanged: (() -> Void)?

    var earliest: EventLoop.Instant? { heap.first?.deadline }

    func insert(_ timer: LoopTimer) {
        heap.append(timer)
        timer.place = heap.count - 1
        siftUp(heap.count - 1)
        if timer.place == 0 { onEarliestChanged?() }
    }

    func remove(_ timer: LoopTimer) {
        let place = timer.place
        guard place >= 0 else { return }
        timer.place = -1
        let last = heap.removeLast()
        guard last !== timer else { return }
        heap[place] = last
        last.place = place
        siftUp(place)
        siftDown(last.place)
    }

    /// Takes the earliest timer if it is due at `limit`.
    func popDue(_ limit: EventLoop.Instant) -> LoopTimer? {
        guard let first = heap.first, first.deadline <= limit else { return nil }
        remove(first)
        return first
    }

    private func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].deadline < heap[parent].deadline else { return }
            swap(child, parent)
            child = parent
        }
    }

    private func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            let left = 2 * parent + 1
            for child in left..<min(left + 2, max(heap.count, left)) where heap[child].deadline < heap[least].deadline {
                least = child
            }
            guard least != parent else { return }
            swap(parent, least)
            parent = least
        }
    }

    private func swap(_ a: Int, _ b: Int) {
        heap.swapAt(a, b)
        heap[a].place = a
        heap[b].place = b
    }
}
