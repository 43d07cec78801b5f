internal import WayleaveEventLoop
internal import WayleaveServer

/// The options of a path compiled once for all its connections: durations in nanoseconds, bounds made sane.
final class ConnectionSettings: Sendable {
    let options: SignalRConnectionOptions
    /// The path without a slash at its end; empty for `/`.
    let path: String
    let pollTimeout: UInt64
    let disconnectTimeout: UInt64
    let transportSendTimeout: UInt64
    let transportMaxBufferSize: Int
    let applicationMaxBufferSize: Int
    let maxQueuedBytes: Int
    let maxMessageBytes: Int
    let maxConnections: Int
    /// How often deadlines are looked at: each second, oftener only where a time-out is shorter than four of them.
    let scanInterval: Duration

    init(path: String, options: SignalRConnectionOptions) {
        self.options = options
        var path = path
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path
        pollTimeout = Self.nanoseconds(options.longPolling.pollTimeout)
        disconnectTimeout = Self.nanoseconds(options.disconnectTimeout)
        transportSendTimeout = Self.nanoseconds(options.transportSendTimeout)
        transportMaxBufferSize = max(options.transportMaxBufferSize, 1)
        applicationMaxBufferSize = max(options.applicationMaxBufferSize, 1)
        maxQueuedBytes = max(options.maxQueuedBytes, 1)
        maxMessageBytes = max(options.maxMessageBytes, 1)
        maxConnections = max(options.maxConnections, 1)
        let shortest = min(pollTimeout, disconnectTimeout, transportSendTimeout)
        scanInterval = .milliseconds(min(1000, max(10, shortest / 4_000_000)))
    }

    /// What could not work.
    var faults: [ServerConfigurationError.Fault] {
        var faults = options.webSockets.compression?.faults ?? []
        if !path.isEmpty, !path.hasPrefix("/") {
            faults.append(.init("path-not-absolute", "`\(path)` does not begin with a slash", "write `/\(path)`"))
        }
        if options.transports.isEmpty {
            faults.append(
                .init("transports-empty", "`transports` of `\(path)` names none, so that no client could connect", "name at least one"))
        }
        if !(0...NegotiateAnswer.version).contains(options.minimumProtocolVersion) {
            faults.append(
                .init(
                    "protocol-version-unknown", "`minimumProtocolVersion` of `\(path)` is \(options.minimumProtocolVersion)",
                    "set 0 or 1: there are no other versions of negotiate"))
        }
        if case .none = options.authentication {
            if case .anyone = options.authorization {
            } else {
                faults.append(
                    .init(
                        "authentication-missing", "`authorization` of `\(path)` wants a user and nothing authenticates one",
                        "set `authentication` too: every request would be answered 401"))
            }
        }
        return faults
    }

    /// At least 1 ms, at most 1,000 days.
    private static func nanoseconds(_ duration: Duration) -> UInt64 {
        min(max(UInt64(max(duration.wholeMilliseconds, 0)), 1), 86_400_000_000) * 1_000_000
    }
}
