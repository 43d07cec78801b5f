import WayleaveRooms

/// The events of a namespace in one order for all loops, and how far each loop has delivered them. A value; whoever holds it synchronises.
///
/// Events that some loop has not delivered yet are kept beyond the bounds, up to ``maxUndelivered`` of them.
struct PacketLog: Sendable {
    /// One event.
    struct Packet: Sendable {
        let broadcast: Broadcast
        let selection: RoomSelection
        /// The loop that alone has its receiver, if that is known.
        let home: Int?
        let loggedAt: ContinuousClock.Instant
    }

    /// The most events that a loop may be behind before it misses some: 65,536.
    static let maxUndelivered = 65_536
    /// The most bytes of these: 64 MiB.
    static let maxUndeliveredBytes = 64 * 1024 * 1024

    private var packets: [Packet] = []
    private var head = 0
    /// The number of the oldest event that is there, and of the one that comes next.
    private(set) var first = 0
    var next: Int { first + packets.count - head }
    var count: Int { packets.count - head }
    private(set) var bytes = 0
    /// What an event takes beside its bytes, about: 256.
    private static let overhead = 256
    private(set) var evicted = 0
    /// For each loop the number of the event it delivers next.
    private(set) var cursors: [Int]

    init(loops: Int) { cursors = Array(repeating: 0, count: loops) }

    /// Adds an event.
    mutating func append(_ packet: Packet) {
        // Loops that need not deliver it, and have nothing else to, are past it at once: they are not woken.
        if let home = packet.home {
            for loop in cursors.indices where loop != home && cursors[loop] == next { cursors[loop] += 1 }
        }
        packets.append(packet)
        bytes += packet.broadcast.bytes + Self.overhead
    }

    /// Drops the oldest events beyond the bounds, and those logged before `instant`.
    mutating func trim(maxCount: Int, maxBytes: Int, before instant: ContinuousClock.Instant) {
        let delivered = cursors.min() ?? next
        while head < packets.count {
            let packet = packets[head]
            let isOld = packet.loggedAt < instant
            let isTooMuch = count > max(maxCount, 0) || bytes > maxBytes
            let isUrgent = count > Self.maxUndelivered || bytes > Self.maxUndeliveredBytes
            guard (isOld || isTooMuch) && (first < delivered || isUrgent) else { break }
            if !isOld { evicted += 1 }
            bytes -= packet.broadcast.bytes + Self.overhead
            head += 1
            first += 1
        }
        if head > 64, head > packets.count / 2 {
            packets.removeFirst(head)
            head = 0
        }
    }

    /// Whether the loop has events to deliver.
    func isBehind(_ loop: Int) -> Bool { cursors[loop] < next }

    /// The next events for a loop, which thereby counts as having delivered them; at most `limit`.
    mutating func take(for loop: Int, limit: Int) -> (number: Int, packets: [Packet]) {
        let start = max(cursors[loop], first)
        let end = min(start + limit, next)
        cursors[loop] = end
        // A copy: a slice would make the log copy itself when it grows meanwhile.
        return (start, Array(packets[(head + start - first)..<(head + end - first)]))
    }

    /// The events from `number` on that a loop has delivered and that were for members of these rooms; `nil` if some are gone.
    func missed(from number: Int, loop: Int, rooms: Set<String>) -> [(number: Int, packet: Packet)]? {
        guard number >= first, number <= next else { return nil }
        var missed: [(Int, Packet)] = []
        var place = number
        while place < cursors[loop] {
            let packet = packets[head + place - first]
            if packet.isFor(rooms) { missed.append((place, packet)) }
            place += 1
        }
        return missed
    }
}

extension PacketLog.Packet {
    /// Whether members of exactly these rooms were meant.
    func isFor(_ rooms: Set<String>) -> Bool { selection.isFor(rooms) }
}

extension RoomSelection {
    /// Whether a member of exactly these rooms is selected.
    func isFor(_ rooms: Set<String>) -> Bool {
        (self.rooms.isEmpty || self.rooms.contains { rooms.contains($0) }) && !except.contains { rooms.contains($0) }
    }
}
