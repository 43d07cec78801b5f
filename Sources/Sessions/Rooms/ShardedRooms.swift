package import WayleaveEventLoop

/// One namespace's rooms on all loops: a shard for each, and the way from one to the others.
///
/// A broadcast is carried out at once on the caller's loop and reaches every other loop as one posted closure, so that what one loop
/// broadcasts arrives everywhere in its order. Called off the loops it is posted to all.
package final class ShardedRooms<Member: AnyObject>: Sendable {
    private let shards: [LoopBound<Rooms<Member>>]

    /// Makes a shard for each of `loops`, which must be all loops of their group in order.
    package init(loops: [EventLoop]) {
        shards = loops.map { LoopBound(Rooms<Member>(), to: $0) }
    }

    package var loops: [EventLoop] { shards.map(\.loop) }

    /// The shard of the calling loop; `nil` off the loops.
    package var local: Rooms<Member>? { localShard?.value }

    /// The shard of `loop`. On that loop only.
    package func shard(on loop: EventLoop) -> Rooms<Member> { shards[loop.index].value }

    /// Calls `deliver` once for each selected member, on the member's loop.
    ///
    /// - Parameter bytes: how much memory it holds. A loop that has too much of others' broadcasts waiting does not get this one.
    package func broadcast(to selection: RoomSelection, bytes: Int = 0, _ deliver: @escaping @Sendable (Member) -> Void) {
        let here = localShard?.loop
        for shard in shards where shard.loop !== here {
            shard.loop.executeBroadcast(bytes: bytes) { shard.value.broadcast(to: selection, deliver) }
        }
        local?.broadcast(to: selection, deliver)
    }

    /// Calls `body` with every shard on its loop: at once here, posted to the others.
    package func forEachShard(_ body: @escaping @Sendable (Rooms<Member>) -> Void) {
        let here = localShard?.loop
        for shard in shards where shard.loop !== here {
            shard.loop.execute { body(shard.value) }
        }
        if let local { body(local) }
    }

    /// Calls `body` with every shard on its loop, and `done`, on one of the loops, with the sum of what it returned.
    ///
    /// Never, if a loop has ended meanwhile.
    package func sum(_ body: @escaping @Sendable (Rooms<Member>) -> Int, then done: @escaping @Sendable (Int) -> Void) {
        let tally = LoopTally(awaited: shards.count)
        forEachShard { shard in
            if let total = tally.add(body(shard)) { done(total) }
        }
    }

    /// Asks every shard on its loop; the answers come in the order of the loops.
    package func collect<Answer: Sendable>(_ question: @escaping @Sendable (Rooms<Member>) -> Answer) async -> [Answer] {
        var answers: [Answer] = []
        for shard in shards {
            answers.append(
                await withCheckedContinuation { continuation in
                    shard.loop.execute { continuation.resume(returning: question(shard.value)) }
                })
        }
        return answers
    }

    private var localShard: LoopBound<Rooms<Member>>? {
        guard let loop = EventLoop.current, loop.index < shards.count, shards[loop.index].loop === loop else { return nil }
        return shards[loop.index]
    }
}
