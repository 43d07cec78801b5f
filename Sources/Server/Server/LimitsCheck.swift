internal import CrossOrigin
internal import WayleaveEventLoop

/// Refuses limits and time-outs that could not work, all at once, before anything listens.
enum LimitsCheck {
    static func faults(_ limits: ServerLimits, _ timeouts: ServerTimeouts) -> [ServerConfigurationError.Fault] {
        var faults: [ServerConfigurationError.Fault] = []
        func bound(_ name: String, _ value: Int, _ range: ClosedRange<Int>) {
            guard !range.contains(value) else { return }
            faults.append(
                .init("limit-out-of-range", "`\(name)` is \(value)", "set it from \(range.lowerBound) to \(range.upperBound)"))
        }
        bound("limits.maxHeadBytes", limits.maxHeadBytes, 256...65_535)
        bound("limits.maxFields", limits.maxFields, 1...128)
        bound("limits.maxTargetBytes", limits.maxTargetBytes, 1...65_535)
        bound("limits.maxBodyBytes", limits.maxBodyBytes, 0...1 << 40)
        bound("limits.maxMessageBytes", limits.maxMessageBytes, 1...1 << 40)
        bound("limits.maxFragments", limits.maxFragments, 1...1 << 40)
        bound("limits.maxFileBytes", limits.maxFileBytes, 0...1 << 40)
        bound("limits.maxConnections", limits.maxConnections, 1...1 << 30)
        bound("limits.maxConnectionsPerAddress", limits.maxConnectionsPerAddress, 1...1 << 30)
        bound("limits.maxNewConnectionsPerSecond", limits.maxNewConnectionsPerSecond, 1...1 << 30)
        bound("limits.maxNewConnectionsPerSecondPerAddress", limits.maxNewConnectionsPerSecondPerAddress, 1...1 << 30)
        faults += ServerConfigurationError.Fault.ofRanges(TrustedProxies(limits.addressesWithoutOwnLimit).unreadable)
        bound("limits.connection.maxQueuedBytes", limits.connection.maxQueuedBytes, 1...1 << 40)
        bound("limits.connection.pauseReadingAboveQueuedBytes", limits.connection.pauseReadingAboveQueuedBytes, 1...1 << 40)
        for (name, duration) in [
            ("head", timeouts.head), ("body", timeouts.body), ("idle", timeouts.idle), ("webSocketPing", timeouts.webSocketPing),
            ("webSocketPong", timeouts.webSocketPong), ("webSocketClose", timeouts.webSocketClose), ("drain", timeouts.drain),
            ("vanishedPeer", timeouts.vanishedPeer),
        ] where duration < .seconds(1) || duration > .seconds(86_400) {
            faults.append(.init("timeout-out-of-range", "`timeouts.\(name)` is \(duration)", "set it from one second to one day"))
        }
        for (name, duration) in [("drainSpread", timeouts.drainSpread), ("drainDelay", timeouts.drainDelay)]
        where duration < .zero || duration > .seconds(3600) {
            faults.append(.init("timeout-out-of-range", "`timeouts.\(name)` is \(duration)", "set it from zero to one hour"))
        }
        if timeouts.loopStall < .milliseconds(1) || timeouts.loopStall > .seconds(86_400) {
            faults.append(
                .init("timeout-out-of-range", "`timeouts.loopStall` is \(timeouts.loopStall)", "set it from one millisecond to one day"))
        }
        return faults
    }
}
