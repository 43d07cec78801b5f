public import CrossOrigin
public import WayleaveEngineIO
public import WayleaveServer

/// The settings of a Socket.IO server; the defaults are those of the reference server where it has one.
public struct SocketIOOptions: Sendable {
    /// The path prefix: `/socket.io`; slashes at both ends are added when missing.
    public var path = "/socket.io"
    /// The time between two pings: 25 s.
    public var pingInterval: Duration = .seconds(25)
    /// The time a pong may take: 20 s.
    public var pingTimeout: Duration = .seconds(20)
    /// The time an upgrade to WebSocket may take before it is dropped: 10 s.
    public var upgradeTimeout: Duration = .seconds(10)
    /// The time a client may take to join its first namespace before its connection is closed: 45 s.
    public var connectTimeout: Duration = .seconds(45)
    /// The most bytes of one POST body and of one WebSocket message: 1,000,000.
    public var maxHttpBufferSize = 1_000_000
    /// Whether the path ends with a slash: true. If not, it is served with and without one.
    public var addTrailingSlash = true
    /// The transports on offer: polling and WebSocket; none is a fault.
    public var transports: [EngineTransport] = [.polling, .webSocket]
    /// Whether a polling session may move to WebSocket.
    public var allowUpgrades = true
    /// Whether clients of Socket.IO 1 and 2 (Engine.IO 3) are served too; default `false`.
    public var allowEIO3 = false
    /// How messages over WebSocket are compressed where the client offers it; default `nil`: not at all.
    public var perMessageDeflate: WebSocketCompression?
    /// How answers to polls are compressed for clients that accept it; default from 1,024 bytes on, `nil`: not at all.
    public var httpCompression: ResponseCompression? = ResponseCompression()
    /// Who may begin a session; a refusal is answered 403 with code 4 and the hook's message.
    public var allowRequest: AllowRequest = .everyone
    /// How packets are written.
    public var parser = SocketParser.json
    /// Whether the client's files are served below ``path``, once ``clientDirectory`` says where they are: true.
    public var serveClient = true
    /// The directory with the client's files (`socket.io.min.js` and its like), which are read once; default `nil`: none are served.
    public var clientDirectory: String?
    /// Which origins may use this server; `nil` leaves that to the policy of the server it is mounted on.
    public var policy: CrossOriginPolicy?
    /// What joins this server with others; `nil`: it is alone.
    public var cluster: SocketIOCluster?
    /// How clients that lost their connection for a moment get back what they had; `nil`: they do not.
    public var connectionStateRecovery: ConnectionStateRecoveryOptions?
    /// The most rooms one socket may be in, its own among them: 1,000. Entering and leaving take time in proportion.
    public var maxRoomsPerSocket = 1_000
    /// The most bytes of a room's name that a socket may enter: 1,024.
    public var maxRoomNameBytes = 1_024
    /// The most binary attachments of one packet: 10.
    public var maxAttachments = 10
    /// The most bytes of one packet and its attachments together: 10,000,000.
    public var maxPacketBytes = 10_000_000
    /// The most namespaces of one connection, those it has asked for and not yet joined among them: 64. Further ones are refused.
    public var maxNamespacesPerConnection = 64
    /// The most namespaces that clients may bring into being by asking for them, see ``SocketIO/of(_:)-6w5kv``: 1,000. A client that asks
    /// for one more is refused.
    public var maxDynamicNamespaces = 1_000
    /// Whether a namespace that a client brought into being goes when its last socket leaves, or its only client was refused.
    public var cleanupEmptyChildNamespaces = false
    /// The async events of one connection that may wait before reading from it pauses: 128.
    public var maxWaitingEvents = 128
    /// The most bytes that wait to be sent on one session before it is closed as too slow: 16 MiB.
    public var maxQueuedBytes = 16 * 1024 * 1024
    /// The most sessions in this process at a time: 100,000. Beyond, handshakes are answered 503.
    public var maxSessions = 100_000
    /// Whether an event whose arguments do not fit its handler is acknowledged, if the client asked for that, with an object that says
    /// why: `{"error":"invalid arguments","argument":0,"path":"$[1].user.name","message":"…"}`; otherwise it is not acknowledged at all.
    public var acknowledgesInvalidArguments = false
    /// A cookie with the session's id, set once with the answer to a polling handshake; default `nil`: none.
    public var cookie: EngineCookie?
    /// An Engine.IO message that is sent to each client together with its handshake; default `nil`: none.
    public var initialPacket: EngineInitialPacket?
    /// Makes session ids; see ``EngineIOOptions/generateID``. Default: 15 random bytes as 20 characters.
    public var generateID: (@Sendable (Request) throws -> String)?

    /// Creates the defaults.
    public init() {}

    /// The part of the settings that Engine.IO carries out.
    var engine: EngineIOOptions {
        var engine = EngineIOOptions()
        engine.path = path
        engine.pingInterval = pingInterval
        engine.pingTimeout = pingTimeout
        engine.upgradeTimeout = upgradeTimeout
        engine.maxHttpBufferSize = maxHttpBufferSize
        engine.transports = transports
        engine.allowUpgrades = allowUpgrades
        engine.perMessageDeflate = perMessageDeflate
        engine.httpCompression = httpCompression
        engine.allowRequest = allowRequest
        engine.maxQueuedBytes = maxQueuedBytes
        engine.maxSessions = maxSessions
        engine.addTrailingSlash = addTrailingSlash
        engine.allowEIO3 = allowEIO3
        engine.cookie = cookie
        engine.initialPacket = initialPacket
        engine.generateID = generateID
        return engine
    }
}
