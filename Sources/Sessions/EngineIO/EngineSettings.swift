package import WayleaveEngineIOWire
internal import WayleaveEventLoop

/// Options compiled once for all sessions: durations in nanoseconds, bounds made sane.
package final class EngineSettings: Sendable {
    package let options: EngineIOOptions
    package let path: String
    package let pingInterval: UInt64
    package let pingTimeout: UInt64
    package let upgradeTimeout: UInt64
    package let closeTimeout: UInt64
    package let maxMessageBytes: Int
    package let maxPacketsPerPoll: Int
    package let maxQueuedBytes: Int
    package let allowsPolling: Bool
    package let allowsWebSocket: Bool

    package init(_ options: EngineIOOptions) {
        self.options = options
        var path = options.path
        if !path.hasPrefix("/") { path = "/" + path }
        if !path.hasSuffix("/") { path += "/" }
        self.path = path
        pingInterval = Self.milliseconds(options.pingInterval)
        pingTimeout = Self.milliseconds(options.pingTimeout)
        upgradeTimeout = Self.milliseconds(options.upgradeTimeout)
        closeTimeout = Self.milliseconds(options.closeTimeout)
        maxMessageBytes = max(options.maxHttpBufferSize, 1)
        maxPacketsPerPoll = max(options.maxPacketsPerPoll, 1)
        maxQueuedBytes = max(options.maxQueuedBytes, 1)
        let transports = options.transports.isEmpty ? Set(EngineTransport.allCases) : options.transports
        allowsPolling = transports.contains(.polling)
        allowsWebSocket = transports.contains(.webSocket)
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
