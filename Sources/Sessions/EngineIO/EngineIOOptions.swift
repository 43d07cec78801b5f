public import WayleaveServer

/// The ways a session's packets travel.
public enum EngineTransport: String, Sendable, CaseIterable {
    /// HTTP long-polling.
    case polling
    case webSocket = "websocket"
}

/// What an `allowRequest` hook answers.
public enum RequestVerdict: Sendable {
    case allow
    /// Answered 403, on polling with the JSON body `{"code":4,"message":…}`.
    case refuse(_ message: String = "Forbidden")
}

/// Decides whether a new session may begin; asked for handshakes only, not for later requests that carry a session id.
public enum AllowRequest: Sendable {
    case everyone
    /// Runs on the loop and must not block.
    case sync(@Sendable (Request) -> RequestVerdict)
    /// May await; a thrown error counts as a refusal with the default message.
    case async(@concurrent @Sendable (Request) async throws -> RequestVerdict)
}

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
    /// The transports on offer; an empty set counts as all.
    public var transports: Set<EngineTransport> = [.polling, .webSocket]
    /// How messages over WebSocket are compressed where the client offers it; default `nil`: not at all.
    public var perMessageDeflate: WebSocketCompression?
    /// How answers to polls are compressed for clients that accept it; default from 1,024 bytes on, `nil`: not at all.
    public var httpCompression: ResponseCompression? = ResponseCompression()
    /// Whether a polling session may move to WebSocket.
    public var allowUpgrades = true
    /// Who may begin a session.
    public var allowRequest: AllowRequest = .everyone
    /// Header fields for the answer to the handshake, once per session.
    public var initialHeaders: (@Sendable (Request) -> [(String, String)])?
    /// Header fields for every answer of the engine.
    public var headers: (@Sendable (Request) -> [(String, String)])?
    /// Told of every refused request.
    public var connectionError: (@Sendable (EngineConnectionError) -> Void)?
    /// Makes session ids, which must be unguessable, unique and consist of 1 to 128 letters, digits, `-` and `_`; by default 15 random bytes
    /// as 20 characters. An id that breaks the rule refuses the handshake.
    public var generateID: (@Sendable (Request) -> String)?

    /// Makes options with the defaults.
    public init() {}
}
