public import CrossOrigin
public import WayleaveServer

/// How one path serves connections (ASP.NET Core's `HttpConnectionDispatcherOptions`).
public struct SignalRConnectionOptions: Sendable {
    /// What clients may use; default all.
    public var transports: Set<SignalRTransport> = Set(SignalRTransport.allCases)
    /// The lowest version of negotiate that is answered: 1 shuts out clients whose public connection id is their secret too. Default 0.
    public var minimumProtocolVersion = 0
    /// Whether clients may keep a connection over several WebSockets; they must ask for it. Default false.
    public var allowStatefulReconnects = false
    /// How a WebSocket ends, is compressed, and agrees on a subprotocol.
    public var webSockets = SignalRWebSocketOptions()
    /// How long a poll waits.
    public var longPolling = SignalRLongPollingOptions()
    /// A connection that was negotiated and not begun, that no poll waits on, or whose WebSocket broke is dropped after this long; default 15 s.
    public var disconnectTimeout: Duration = .seconds(15)
    /// A client that has not caught up by a byte for this long, with more than ``transportMaxBufferSize`` waiting, is dropped; default 10 s.
    public var transportSendTimeout: Duration = .seconds(10)
    /// Bytes sent to a client that may wait before ``transportSendTimeout`` counts; default 64 KiB.
    public var transportMaxBufferSize = 65_536
    /// Bytes of POSTs that may wait while the application takes nothing more; further ones are answered 429. Default 64 KiB.
    public var applicationMaxBufferSize = 65_536
    /// Bytes that may wait for a client that does not read: when more is sent to it, it is dropped, and nobody else waits. Default 1 MiB.
    ///
    /// One message may always wait, however large.
    public var maxQueuedBytes = 1_048_576
    /// Bytes of a WebSocket message, fragments together, or of a POST: larger ones close with 1009, or are answered 413. Default 1 MiB.
    ///
    /// One may hold several records of a hub protocol, whose own limit is the hub's.
    public var maxMessageBytes = 1_048_576
    /// Connections of this path in this process, with those that were negotiated and not begun; more are answered 503. Default 100,000.
    public var maxConnections = 100_000
    /// Which origins may connect; `nil`, the default, leaves that to the server's policy.
    public var policy: CrossOriginPolicy?
    /// How a request tells who it speaks for; default: it does not.
    public var authentication = SignalRAuthentication.none
    /// Who may connect; default: everybody. Every request is judged anew.
    public var authorization = SignalRAuthorization.anyone
    /// Whether a connection is closed when what was verified of its user expires (``ClaimsPrincipal/expiresAt``); default false.
    public var closeOnAuthenticationExpiration = false
    /// Whether a client may show a newer token for its connection, `POST …/refresh?id=…`, so that ``closeOnAuthenticationExpiration`` need not
    /// part it from the server; negotiate then tells how long its token lasts. Default false.
    public var enableAuthenticationRefresh = false
    /// Sends clients that negotiate elsewhere; `nil` from the hook lets them stay. Called on the loop, and must not block. What it throws is
    /// answered as negotiate's `error`.
    public var redirect: (@Sendable (Request, ClaimsPrincipal?) throws -> SignalRRedirect?)?

    /// Further fields of negotiate's answers, `Set-Cookie` for instance: a load balancer's, say. Called on the loop; default `nil`.
    public var negotiateHeaders: (@Sendable (Request) -> [(String, String)])?

    /// Creates the defaults.
    public init() {}
}
