/// How a stream of Server-Sent Events behaves.
public struct EventStreamOptions: Sendable {
    /// After this much silence a comment is sent, so that proxies do not take the stream for idle; default 15 s, at least 1 s.
    public var heartbeat: Duration = .seconds(15)
    /// A browser that lets more than this wait is dropped, and comes back by itself; in bytes, default 1 MiB.
    public var maxQueuedBytes = 1_048_576
    /// How long the browser waits before it comes back, sent once at the beginning; default `nil`: the browser's own, some seconds.
    public var retry: Duration?

    /// Creates the defaults.
    public init() {}
}
