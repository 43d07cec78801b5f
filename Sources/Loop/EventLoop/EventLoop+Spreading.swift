extension EventLoop {
    /// How often a spread makes its next step: every 20 ms.
    private static let spreadStep = Duration.milliseconds(20)

    /// Calls `body` with each of `items`, evenly over `window`, the first at once; then `done`. On the loop only.
    ///
    /// So that what hears of it, clients that will connect again for instance, does not do so all at the same time.
    package func spread<Item>(_ items: [Item], over window: Duration, _ body: @escaping (Item) -> Void, done: @escaping () -> Void = {}) {
        let began = now
        let window = max(window.wholeMilliseconds, 0)
        var next = 0
        var timer: LoopTimer?
        func step() {
            let elapsed = (now - began).wholeMilliseconds
            // Rounded up, so that the first one is told at once.
            let due = window == 0 || elapsed >= window ? items.count : (items.count * elapsed + window) / window
            while next < min(due, items.count) {
                next += 1
                body(items[next - 1])
            }
            guard next == items.count else {
                timer?.reschedule(after: Self.spreadStep)
                return
            }
            timer = nil
            done()
        }
        timer = makeTimer { step() }
        step()
    }
}
