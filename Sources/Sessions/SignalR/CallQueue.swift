import WayleaveEventLoop

/// The calls of one connection that run or wait: as many run at a time as the options say, in the order of their arrival. On the loop only.
final class CallQueue {
    private enum Entry {
        /// Holds a slot while it runs.
        case limited(() async -> Void)
        /// Runs beside the others, but does not begin before those that came earlier have.
        case beside(() -> Void)
    }

    private let loop: EventLoop
    private let limit: Int
    private var waiting: [Entry] = []
    private var next = 0
    /// The calls that hold a slot.
    private(set) var running = 0
    private var last: (() async -> Void)?

    init(loop: EventLoop, limit: Int) {
        self.loop = loop
        self.limit = max(limit, 1)
    }

    var waitingCount: Int { waiting.count - next }
    var isIdle: Bool { running == 0 && waitingCount == 0 && last == nil }
    /// Whether a call that comes now may run now.
    var isFree: Bool { running < limit && waitingCount == 0 }

    /// Called when a call that waited has begun.
    var onBegin: (() -> Void)?

    /// Runs `operation` as soon as a slot is free and all that came earlier have begun.
    func enqueue(_ operation: @escaping () async -> Void) {
        guard isFree else { return waiting.append(.limited(operation)) }
        running += 1
        start(operation)
    }

    /// Runs `operation` as soon as all that came earlier have begun.
    func enqueue(beside operation: @escaping () -> Void) {
        if waitingCount == 0 { operation() } else { waiting.append(.beside(operation)) }
    }

    /// Forgets what waits, and runs `operation` when nothing runs any more.
    func finish(_ operation: @escaping () async -> Void) {
        waiting = []
        next = 0
        last = operation
        advance()
    }

    /// A call that holds a slot waits for its client: another may run meanwhile.
    func release() {
        running -= 1
        advance()
    }

    /// It goes on, whoever runs.
    func reacquire() { running += 1 }

    private func start(_ operation: @escaping () async -> Void) {
        loop.startTask { [self] in
            var operation = operation
            while true {
                await operation()
                running -= 1
                guard let following = takeNext() else { return }
                operation = following
            }
        }
    }

    private func advance() {
        while let following = takeNext() { start(following) }
    }

    /// The next call that gets a slot, which it then holds; begins those that need none on the way.
    private func takeNext() -> (() async -> Void)? {
        while next < waiting.count {
            switch waiting[next] {
            case .beside: beginBeside()
            case .limited(let operation):
                guard running < limit else { return nil }
                step()
                running += 1
                beginBeside()
                return operation
            }
        }
        guard running == 0, let last else { return nil }
        self.last = nil
        running += 1
        return last
    }

    /// Begins what comes next and needs no slot.
    private func beginBeside() {
        while next < waiting.count, case .beside(let operation) = waiting[next] {
            step()
            operation()
        }
    }

    private func step() {
        next += 1
        if next == waiting.count {
            waiting.removeAll(keepingCapacity: true)
            next = 0
        } else if next >= 64 {
            waiting.removeFirst(next)
            next = 0
        }
        onBegin?()
    }
}
