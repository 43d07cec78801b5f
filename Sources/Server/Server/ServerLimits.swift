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
    /// Bytes of a request body for routes that read it as it arrives (uploads); larger ones are answered 413. Default 1 GiB.
    public var maxUploadBytes = 1 << 30
    /// Bytes of a WebSocket message, fragments together; larger ones close with 1009. Default 1 MiB.
    public var maxMessageBytes = 1_048_576
    /// Fragments of a WebSocket message; more close with 1008. Default 131,072.
    public var maxFragments = 131_072
    /// Bytes of a file served from a directory; larger ones are answered 404. They are sent piece by piece. Default 1 TiB.
    public var maxFileBytes = 1 << 40
    /// Output queues and back-pressure of each connection.
    public var connection = ConnectionLimits()

    /// Creates the defaults.
    public init() {}
}
