public import WayleaveServer

/// The settings of an Engine.IO server; the defaults are those of the reference server where it has one.
public struct EngineIOOptions: Sendable {
    /// The path prefix; slashes at both ends are added when missing.
    public var path = "/engine.io/"
    /// The time between two pings: 25 s. Whole milliseconds, at least 1.
    public var pingInterval: Duration = .seconds(25)
    /// The time a pong may take, counted from when the ping was due: 20 s. Whole milliseconds, at least 1.
    public var pingTimeout: Duration = .seconds(20)
    /// The time an upgrade to WebSocket may take before it is dropped (polling goes on): 10 s.
    public var upgradeTimeout: Duration = .seconds(10)
    /// How long a session closed by the server waits for the poll that fetches its last packets: 30 s.
    public var closeTimeout: Duration = .seconds(30)
    /// The most bytes of one POST body and of one WebSocket message: 1,000,000. Announced as `maxPayload`.
    public var maxHttpBufferSize = 1_000_000
    /// The most packets of one poll response: 16, because python-engineio refuses more.
    public var maxPacketsPerPoll = 16
    /// The most bytes that wait to be sent on one session: 16 MiB. A session that has reached it when a further message is sent is closed
    /// with `transport error`: a slow consumer costs itself, not the server. One message may exceed the bound.
    public var maxQueuedBytes = 16 * 1024 * 1024
    /// Whether the path ends with a slash: true. If not, it is served with and without one.
    public var addTrailingSlash = true
    /// The most sessions in this process at a time: 100,000. Beyond, handshakes are answered 503: a session by polling needs no connection
    /// of its own, so that limits of connections do not bound them.
    public var maxSessions = 100_000
    /// The transports on offer: polling and WebSocket; none is a fault.
    public var transports: [EngineTransport] = [.polling, .webSocket]
    /// How messages over WebSocket are compressed where the client offers it; default `nil`: not at all.
    public var perMessageDeflate: WebSocketCompression?
    /// How answers to polls are compressed for clients that accept it; default from 1,024 bytes on, `nil`: not at all.
    public var httpCompression: ResponseCompression? = ResponseCompression()
    /// Whether clients of Engine.IO 3 (Socket.IO 1 and 2) are served too; default `false`: they are refused with code 5.
    ///
    /// A request that names no revision, or an unknown one, counts as one of theirs. JSONP is not served.
    public var allowEIO3 = false
    /// Whether a polling session may move to WebSocket.
    public var allowUpgrades = true
    /// Who may begin a session.
    public var allowRequest: AllowRequest = .everyone
    /// A cookie with the session's id, set once with the answer to a polling handshake; default `nil`: none.
    public var cookie: EngineCookie?
    /// A message that is sent to each client together with its handshake; default `nil`: none.
    public var initialPacket: EngineInitialPacket?
    /// Makes session ids, which must be unguessable, unique and consist of 1 to 128 letters, digits, `-` and `_`; by default 15 random bytes
    /// as 20 characters. Runs on the loop and must not block.
    ///
    /// What it throws, and an id that breaks the rule, refuses the handshake with 400 and code 3; ``EngineIO/onConnectionError(_:)`` hears
    /// of it as `ID_GENERATION_ERROR`.
    public var generateID: (@Sendable (Request) throws -> String)?

    /// Makes options with the defaults.
    public init() {}
}
