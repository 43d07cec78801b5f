/// How fast a loop accepts: a bucket of tokens that fills evenly and holds a tenth of a second's worth, at least 16.
///
/// What exceeds it waits in the kernel's queue: a storm of connections is spread, and the open ones are served meanwhile.
struct AcceptBudget {
    private let perSecond: Double
    private let capacity: Double
    private var tokens: Double
    private var filledAt = EventLoop.Instant(nanoseconds: 0)

    init(perSecond: Int) {
        self.perSecond = Double(perSecond)
        capacity = max(16, self.perSecond / 10)
        tokens = capacity
    }

    /// Fills the bucket up to `now`.
    mutating func fill(_ now: EventLoop.Instant) {
        let elapsed = now.nanoseconds > filledAt.nanoseconds ? now.nanoseconds - filledAt.nanoseconds : 0
        filledAt = now
        tokens = min(capacity, tokens + Double(elapsed) / 1e9 * perSecond)
    }

    /// Takes a token, if there is one.
    mutating func take() -> Bool {
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
