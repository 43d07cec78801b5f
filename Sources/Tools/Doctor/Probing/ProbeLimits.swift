/// How much is asked of a server, and taken from it.
package struct ProbeLimits: Sendable {
    /// Requests in all.
    package var maxRequests = 60
    /// Requests at a time.
    package var maxConcurrent = 8
    /// How long one exchange may take.
    package var request: Duration = .seconds(15)
    /// How long all may take together.
    package var total: Duration = .seconds(60)
    /// How long a connection may take to come about.
    package var connect: Duration = .seconds(5)
    /// Bytes of a head.
    package var maxHeadBytes = 256 * 1024
    /// Lines of a head.
    package var maxHeadLines = 500
    /// Bytes of a body that are kept; what comes after is not read.
    package var maxBodyBytes = 64 * 1024

    /// Creates the defaults.
    package init() {}
}
