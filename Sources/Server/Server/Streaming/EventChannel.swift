internal import Synchronization
internal import WayleaveEventLoop

/// Sends the same events to many browsers, whichever loops they are connected to; from any thread.
///
/// ```swift
/// let prices = EventChannel()
/// server.events("/prices", on: prices)
/// prices.send("42")
/// ```
public final class EventChannel: Sendable {
    /// The streams of one loop.
    private final class Members {
        var streams: [ObjectIdentifier: EventStream] = [:]
    }

    private let loops = Mutex<[ObjectIdentifier: LoopBound<Members>]>([:])

    /// Creates a channel without listeners.
    public init() {}

    /// Adds a stream, until it ends; on the stream's loop, as in the closure that opens it.
    public func add(_ stream: EventStream) {
        let members = members(on: stream.loop).value
        let key = ObjectIdentifier(stream)
        members.streams[key] = stream
        stream.onEnd { members.streams[key] = nil }
    }

    /// Sends an event to all streams that were added before; a browser too slow for it is dropped.
    public func send(_ event: ServerSentEvent) {
        for bound in loops.withLock({ Array($0.values) }) {
            bound.loop.execute {
                for stream in Array(bound.value.streams.values) { stream.send(event) }
            }
        }
    }

    /// Sends an event of type `message` to all streams.
    public func send(_ data: String) { send(ServerSentEvent(data)) }

    /// Ends all streams in order.
    public func close() {
        for bound in loops.withLock({ Array($0.values) }) {
            bound.loop.execute {
                for stream in Array(bound.value.streams.values) { stream.close() }
            }
        }
    }

    private func members(on loop: EventLoop) -> LoopBound<Members> {
        loops.withLock { loops in
            if let members = loops[ObjectIdentifier(loop)] { return members }
            let made = LoopBound(Members(), to: loop)
            loops[ObjectIdentifier(loop)] = made
            return made
        }
    }
}
