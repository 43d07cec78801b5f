/// The origins refused most often, in bounded room however many are invented (Space-Saving by Metwally, Agrawal and El Abbadi).
///
/// A value without locks: keep one for each thread and ``merge(_:)`` them to read. Any origin that makes up more than one in ``capacity`` of all
/// refusals is among them.
public struct RefusalTally: Sendable {
    private struct Key: Hashable, Sendable {
        let origin: String?
        let reason: CrossOriginRefusal.Reason
    }

    /// The most entries kept.
    public let capacity: Int
    private var entries: [Key: RefusedOrigin] = [:]

    /// - Parameter capacity: from 1 to 1,024 entries; default 64.
    public init(capacity: Int = 64) { self.capacity = min(max(capacity, 1), 1024) }

    /// Counts a refusal.
    ///
    /// - Parameter seconds: the time, in seconds since 1970.
    public mutating func record(_ refusal: CrossOriginRefusal, at seconds: Int) {
        add(RefusedOrigin(refusal: refusal, count: 1, overcount: 0, firstSeen: seconds, lastSeen: seconds))
    }

    /// Adds what another tally has counted.
    public mutating func merge(_ other: RefusalTally) {
        for entry in other.top { add(entry) }
    }

    private mutating func add(_ new: RefusedOrigin) {
        let key = Key(origin: new.origin, reason: new.reason)
        var new = new
        if let old = entries[key] {
            new.count += old.count
            new.overcount += old.overcount
            new.firstSeen = min(new.firstSeen, old.firstSeen)
            new.lastSeen = max(new.lastSeen, old.lastSeen)
            if old.lastSeen > new.lastSeen { new.refusal = old.refusal }
        } else if entries.count >= capacity, let least = entries.min(by: { $0.value.count < $1.value.count }) {
            entries[least.key] = nil
            new.count += least.value.count
            new.overcount += least.value.count
        }
        entries[key] = new
    }

    /// What is remembered, the most frequent first.
    public var top: [RefusedOrigin] {
        entries.values.sorted { ($1.count, $0.origin ?? "") < ($0.count, $1.origin ?? "") }
    }
}
