import WayleaveServer

/// What is wrong with a hub's settings and methods.
enum HubFaults {
    static func find(_ path: String, _ options: SignalRHubOptions, _ methods: [HubMethod]) -> [ServerConfigurationError.Fault] {
        var faults: [ServerConfigurationError.Fault] = []
        var names: Set<String> = []
        for method in methods where !names.insert(method.name.lowercased()).inserted {
            faults.append(
                .init(
                    "hub-duplicate-method", "the hub at `\(path)` has two methods named `\(method.name)`, regardless of case",
                    "give one of them another name: clients name no types"))
        }
        if options.supportedProtocols.isEmpty {
            faults.append(
                .init("hub-no-protocol", "the hub at `\(path)` speaks no protocol", "add .json or .messagePack to supportedProtocols"))
        }
        for (name, value) in [
            ("maximumReceiveMessageSize", options.maximumReceiveMessageSize), ("streamBufferCapacity", options.streamBufferCapacity),
            ("maximumParallelInvocationsPerClient", options.maximumParallelInvocationsPerClient),
            ("statefulReconnectBufferSize", options.statefulReconnectBufferSize),
            ("maximumWaitingInvocations", options.maximumWaitingInvocations), ("maximumStreamsPerClient", options.maximumStreamsPerClient),
        ] where value < 1 {
            faults.append(.init("hub-limit", "`\(name)` of the hub at `\(path)` is \(value)", "set it to 1 at least"))
        }
        for (name, value) in [
            ("handshakeTimeout", options.handshakeTimeout), ("keepAliveInterval", options.keepAliveInterval),
            ("clientTimeoutInterval", options.clientTimeoutInterval),
        ] where value < .seconds(1) {
            faults.append(
                .init("hub-interval", "`\(name)` of the hub at `\(path)` is \(value)", "set it to 1 s at least: seconds are counted"))
        }
        return faults
    }
}
