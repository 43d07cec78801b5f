/// A bounded memory of outcomes with lifetimes, in two generations: the older is dropped whole when the younger is full.
///
/// That keeps what is asked for often, costs a constant time, and needs no list of who was used when.
struct LookupMemory {
    typealias Instant = ContinuousClock.Instant

    private struct Entry {
        var outcome: LookupOutcome
        var expiry: Instant
    }

    private var young: [Origin: Entry] = [:]
    private var old: [Origin: Entry] = [:]
    private let capacity: Int

    /// Creates a memory of at most `capacity` origins.
    init(capacity: Int) { self.capacity = max(1, capacity / 2) }

    var count: Int { young.count + old.count }

    /// What is remembered of `origin` and has not expired at `now`.
    mutating func outcome(of origin: Origin, at now: Instant) -> LookupOutcome? {
        if let entry = young[origin] {
            if entry.expiry > now { return entry.outcome }
            young[origin] = nil
            return nil
        }
        guard let entry = old.removeValue(forKey: origin), entry.expiry > now else { return nil }
        insert(entry, for: origin)
        return entry.outcome
    }

    mutating func remember(_ outcome: LookupOutcome, of origin: Origin, until expiry: Instant) {
        old[origin] = nil
        insert(Entry(outcome: outcome, expiry: expiry), for: origin)
    }

    mutating func forget(_ origin: Origin) {
        young[origin] = nil
        old[origin] = nil
    }

    mutating func forgetAll() {
        young = [:]
        old = [:]
    }

    private mutating func insert(_ entry: Entry, for origin: Origin) {
        if young.count >= capacity, young[origin] == nil {
            old = young
            young = [:]
        }
        young[origin] = entry
    }
}
