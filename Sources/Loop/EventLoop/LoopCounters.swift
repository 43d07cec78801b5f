/// What one loop counts about its connections and about itself: plain integers, bumped on the loop, summed over the loops when asked for.
///
/// They are reached through ``EventLoop/counters``, a pointer, so that counting is one addition in memory.
package struct LoopCounters: Sendable {
    /// Connections taken from listeners; one that moves to another loop is not counted again.
    package var accepted = 0
    /// Connections turned away as soon as they were accepted.
    package var refused: [ConnectionRefusal: Int] = [:]
    /// Connections that ended without an error of the system.
    package var closed = 0
    /// Connections that the system reported an error on, a reset for instance.
    package var failed = 0
    /// Connections dropped because too much output for them was queued (``ConnectionLimits/maxQueuedBytes``).
    package var slowConsumers = 0
    /// Bytes that came from peers, as the kernel gave them.
    package var bytesReceived = 0
    /// Bytes that the kernel took for peers.
    package var bytesSent = 0
    /// Open connections; set when the counters are asked for.
    package var open = 0
    /// Turns in which the loop could not look at its sockets for too long.
    package var stalls = 0
    /// The milliseconds that those turns took.
    package var stalledMilliseconds = 0
    /// How late the loop's tick was, once a second.
    package var delay = DurationHistogram()
    /// Broadcasts from other loops that were thrown away, because this one had not got round to too many earlier ones.
    package var shedBroadcasts = 0

    /// Somebody wants ``EventLoop/onTurnEnd(_:)``'s closure called at the end of this turn.
    package var wantsTurnEnd = false

    package init() {}

    /// Adds what another loop counted.
    package mutating func add(_ other: LoopCounters) {
        accepted += other.accepted
        refused.merge(other.refused, uniquingKeysWith: +)
        closed += other.closed
        failed += other.failed
        slowConsumers += other.slowConsumers
        bytesReceived += other.bytesReceived
        bytesSent += other.bytesSent
        open += other.open
        stalls += other.stalls
        stalledMilliseconds += other.stalledMilliseconds
        delay.add(other.delay)
        shedBroadcasts += other.shedBroadcasts
    }
}
