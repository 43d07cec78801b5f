package import WayleaveEngineIOWire
internal import WayleaveEventLoop
package import WayleaveServer

/// Options compiled once for all sessions: durations in nanoseconds, bounds made sane.
package final class EngineSettings: Sendable {
    package let options: EngineIOOptions
    /// What is mounted: ends with a slash only if ``EngineIOOptions/addTrailingSlash`` says so.
    package let path: String
    /// The path with a slash at its end, below which files may lie.
    package let pathWithSlash: String
    package let pingInterval: UInt64
    package let pingTimeout: UInt64
    package let upgradeTimeout: UInt64
    package let closeTimeout: UInt64
    package let maxMessageBytes: Int
    package let maxPacketsPerPoll: Int
    package let maxQueuedBytes: Int
    package let maxSessions: Int
    package let allowsPolling: Bool
    package let allowsWebSocket: Bool
    /// What follows the id in `Set-Cookie`; `nil` without a cookie.
    let cookieAttributes: String?
    /// What follows the open packet.
    let initialMessage: EngineMessage?

    package init(_ options: EngineIOOptions) {
        self.options = options
        var path = options.path
        if !path.hasPrefix("/") { path = "/" + path }
        while path.hasSuffix("/") { path.removeLast() }
        self.path = options.addTrailingSlash ? path + "/" : path
        pathWithSlash = path + "/"
        pingInterval = Self.milliseconds(options.pingInterval)
        pingTimeout = Self.milliseconds(options.pingTimeout)
        upgradeTimeout = Self.milliseconds(options.upgradeTimeout)
        closeTimeout = Self.milliseconds(options.closeTimeout)
        maxMessageBytes = max(options.maxHttpBufferSize, 1)
        maxPacketsPerPoll = max(options.maxPacketsPerPoll, 1)
        maxQueuedBytes = max(options.maxQueuedBytes, 1)
        maxSessions = max(options.maxSessions, 1)
        allowsPolling = options.transports.contains(.polling)
        allowsWebSocket = options.transports.contains(.webSocket)
        cookieAttributes = options.cookie?.attributes
        initialMessage = options.initialPacket.map { packet in
            switch packet {
            case .text(let text): Array(text.utf8).withUnsafeBytes { EngineMessage.text($0) }
            case .binary(let bytes): bytes.withUnsafeBytes { EngineMessage.binary($0) }
            }
        }
    }

    /// What could not work.
    package var faults: [ServerConfigurationError.Fault] {
        var faults = (options.perMessageDeflate?.faults ?? []) + (options.httpCompression?.faults ?? []) + (options.cookie?.faults ?? [])
        if options.transports.isEmpty {
            faults.append(.init("transports-empty", "`transports` names none, so that no client could connect", "name at least one"))
        }
        return faults
    }

    package var allowsUpgrades: Bool { options.allowUpgrades && allowsWebSocket }

    /// What a new session announces; only a session that begins with polling has something to upgrade to.
    package func handshake(sid: String, transport: EngineTransport) -> EngineHandshake {
        EngineHandshake(
            sid: sid, offersWebSocket: transport == .polling && allowsUpgrades, pingInterval: Int(pingInterval / 1_000_000),
            pingTimeout: Int(pingTimeout / 1_000_000), maxPayload: maxMessageBytes)
    }

    /// Whole milliseconds, as announced to clients, in nanoseconds: at least 1 ms, at most 1,000 days.
    private static func milliseconds(_ duration: Duration) -> UInt64 {
        min(max(UInt64(duration.wholeMilliseconds), 1), 86_400_000_000) * 1_000_000
    }
}
