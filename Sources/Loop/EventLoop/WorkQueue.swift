/// One piece of work for a loop: a job of Swift's concurrency runtime, or a closure.
enum LoopWork {
    case job(UnownedJob)
    case call(() -> Void)
}

/// A growable ring of work, first in, first out; loop thread only.
///
/// It is reached through a pointer, so that neither exclusivity checks nor copy-on-write checks stand on the executor's path.
/// Soundness: slots `head ..< head + count` (modulo the capacity, a power of two) are initialised, all others are not.
struct WorkQueue: ~Copyable {
    private var slots: UnsafeMutablePointer<LoopWork>
    private var capacity = 64
    private var head = 0
    private(set) var count = 0

    init() { slots = .allocate(capacity: capacity) }

    deinit {
        for i in 0..<count { (slots + ((head &+ i) & (capacity &- 1))).deinitialize(count: 1) }
        slots.deallocate()
    }

    @inline(__always)
    mutating func push(_ work: LoopWork) {
        if count == capacity { grow() }
        (slots + ((head &+ count) & (capacity &- 1))).initialize(to: work)
        count &+= 1
    }

    @inline(__always)
    mutating func pop() -> LoopWork? {
        guard count > 0 else { return nil }
        let work = (slots + head).move()
        head = (head &+ 1) & (capacity &- 1)
        count &-= 1
        return work
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<LoopWork>.allocate(capacity: capacity * 2)
        for i in 0..<count { (larger + i).initialize(to: (slots + ((head &+ i) & (capacity &- 1))).move()) }
        slots.deallocate()
        slots = larger
        capacity *= 2
        head = 0
    }
}
