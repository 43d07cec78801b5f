/// How much a connection may buffer; all in bytes.
public struct ConnectionLimits: Sendable {
    /// Above this much queued output the connection is not read from until the output is gone; default 256 KiB.
    public var pauseReadingAboveQueuedBytes = 256 * 1024
    /// A connection whose queue is already larger than this when more is written is dropped as a slow consumer; default 16 MiB.
    public var maxQueuedBytes = 16 * 1024 * 1024

    /// Creates the default limits.
    public init() {}
}
