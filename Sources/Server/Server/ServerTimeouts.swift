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
    /// Over how much of that time WebSockets and sessions are told to go (1001), evenly, so that they do not all connect elsewhere at
    /// once; cut to half of ``drain``. Default 2 s.
    public var drainSpread: Duration = .seconds(2)
    /// How long a stopping server still serves as ever while ``Server/health(_:isReady:)`` already answers 503, until load balancers have
    /// noticed. Default 0 s.
    public var drainDelay: Duration = .seconds(0)
    /// A turn of an event loop that takes this long is logged and counted: meanwhile it served nobody else. Default 100 ms.
    public var loopStall: Duration = .milliseconds(100)

    /// Creates the defaults.
    public init() {}
}

extension ServerTimeouts {
    /// ``drainSpread``, as far as ``drain`` has room for it.
    var effectiveDrainSpread: Duration { min(drainSpread, drain / 2) }
}

extension Duration {
    /// Whole seconds, rounded down.
    package var wholeSeconds: Int { Int(components.seconds) }
}
