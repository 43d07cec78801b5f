public import WayleaveSignalRConnections
public import WayleaveSignalRWire

/// How one hub behaves (ASP.NET Core's `HubOptions`); the defaults are the official server's where it has one.
public struct SignalRHubOptions: Sendable {
    /// The time a client may take for its handshake, in whole seconds: 15 s.
    public var handshakeTimeout: Duration = .seconds(15)
    /// The time between two pings to a client, in whole seconds: 15 s. Long polling needs none.
    public var keepAliveInterval: Duration = .seconds(15)
    /// A client that has sent a ping before and then nothing for this long, in whole seconds, is closed: 30 s.
    public var clientTimeoutInterval: Duration = .seconds(30)
    /// The most bytes of one message, separator or length included: 32,768.
    public var maximumReceiveMessageSize = 32_768
    /// Whether clients are told what an error was, and not only that there was one: false. Errors may tell what nobody should know.
    public var enableDetailedErrors = false
    /// The items of a client's stream that may wait to be read before the client is not read from: 10.
    public var streamBufferCapacity = 10
    /// The calls of one client that run at a time, streams not counted: 1.
    public var maximumParallelInvocationsPerClient = 1
    /// The bytes kept for a client until it has acknowledged them, where connections may be taken up again: 100,000.
    ///
    /// Only streams wait for acknowledgements, as soon as half of this is taken. Of what exceeds it the oldest is given up, and a connection
    /// that breaks just then cannot be taken up again.
    public var statefulReconnectBufferSize = 100_000
    /// The protocols that are spoken; none is a fault.
    public var supportedProtocols: Set<HubProtocol> = Set(HubProtocol.allCases)
    /// What runs around every call, the first outermost.
    public var filters: [any HubFilter] = []
    /// When hubs are made.
    public var lifetime = HubLifetime.perInvocation
    /// Tells which user a connection belongs to, for `clients.user(…)`; default: the name identifier among the claims.
    public var userIdProvider: @Sendable (SignalRConnection) -> String? = { $0.user?.identifier }
    /// The calls of one client that may wait for others before the client is not read from: 128.
    public var maximumWaitingInvocations = 128
    /// The streams that one client may have at a time, those it sends and those it gets: 256.
    public var maximumStreamsPerClient = 256
    /// The groups one connection may be in: 1,000. Entering and leaving take time in proportion.
    public var maximumGroupsPerConnection = 1_000
    /// The most bytes of a group's name: 1,024.
    public var maximumGroupNameBytes = 1_024
    /// How clients connect: transports, origins, who may.
    public var connection = SignalRConnectionOptions()
    /// Told, on whatever thread it happens, of what went wrong: thrown by methods, not decodable, not encodable. Default: nobody.
    public var onError: (@Sendable (HubError) -> Void)?

    /// Creates the defaults.
    public init() {}
}
