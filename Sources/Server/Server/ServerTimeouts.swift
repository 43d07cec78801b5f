/// How long a server waits for a peer; precise to about a second.
public struct ServerTimeouts: Sendable {
    /// From a request's first byte to the end of its head; then 408. Default 10 s.
    public var head: Duration = .seconds(10)
    /// From the end of the head to the end of the body; then 408. Default 60 s.
    public var body: Duration = .seconds(60)
    /// How long a connection may stay open without a request. Default 75 s.
    public var idle: Duration = .seconds(75)
    /// A WebSocket that was silent this long is sent a ping. Default 30 s, under the idle limit of common proxies.
    public var webSocketPing: Duration = .seconds(30)
    /// How long after that ping a still silent WebSocket is dropped. Default 20 s.
    public var webSocketPong: Duration = .seconds(20)
    /// How long a closing WebSocket waits for the peer's close frame. Default 5 s.
    public var webSocketClose: Duration = .seconds(5)
    /// After so long in which a peer acknowledged or took nothing of what it was sent, nor answered the system's probes, it is taken for
    /// vanished and its connection for dead. Default 2 min.
    public var vanishedPeer: Duration = .seconds(120)
    /// How long a graceful stop waits for requests and sockets before it cuts them. Default 10 s.
    public var drain: Duration = .seconds(10)

    /// Creates the defaults.
    public init() {}
}

extension Duration {
    /// Whole seconds, rounded down.
    package var wholeSeconds: Int { Int(components.seconds) }
}
