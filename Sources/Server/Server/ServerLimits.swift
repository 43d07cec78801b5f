public import WayleaveEventLoop

/// How much a server accepts of one peer; every limit is finite.
public struct ServerLimits: Sendable {
    /// Bytes of a request head, at most 65,536; larger ones are answered 431. Default 16,384.
    public var maxHeadBytes = 16_384
    /// Field lines of a request, at most 128; more are answered 431. Default 100.
    public var maxFields = 100
    /// Bytes of a request target; longer ones are answered 414. Default 8,192.
    public var maxTargetBytes = 8_192
    /// Bytes of a request body for plain routes; larger ones are answered 413. Default 1 MiB.
    public var maxBodyBytes = 1_048_576
    /// Bytes of a WebSocket message, fragments together; larger ones close with 1009. Default 1 MiB.
    public var maxMessageBytes = 1_048_576
    /// Fragments of a WebSocket message; more close with 1008. Default 131,072.
    public var maxFragments = 131_072
    /// Bytes of a file served from a directory; larger ones are answered 404 and logged. Default 64 MiB.
    public var maxFileBytes = 64 << 20
    /// Connections open at once, on all listeners together; more are closed at once. Default 100,000, and never more than there are
    /// descriptors for (`ulimit -n`).
    public var maxConnections = 100_000
    /// Connections open at once of one client address (an IPv4 address or an IPv6 /64 network); more are closed at once. Default 4,096: a
    /// large network behind one address passes, and no address takes more than a twentieth of the server.
    public var maxConnectionsPerAddress = 4_096
    /// Connections accepted in a second, on all listeners together, spread evenly over the loops; more wait in the system's queue.
    /// Default 10,000.
    public var maxNewConnectionsPerSecond = 10_000
    /// Connections that one client address may open within a second; more are closed at once. Default 500.
    public var maxNewConnectionsPerSecondPerAddress = 500
    /// Addresses and ranges that have no limit of their own, beside the declared proxies; default this machine's loopback addresses.
    public var addressesWithoutOwnLimit = ["127.0.0.0/8", "::1"]
    /// Output queues and back-pressure of each connection.
    public var connection = ConnectionLimits()

    /// Creates the defaults.
    public init() {}
}
