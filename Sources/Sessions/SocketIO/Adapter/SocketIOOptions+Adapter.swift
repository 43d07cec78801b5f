import WayleaveServer

extension SocketIOOptions {
    /// What is wrong with the settings of adapters.
    var adapterFaults: [ServerConfigurationError.Fault] {
        var faults: [ServerConfigurationError.Fault] = []
        if cluster != nil, connectionStateRecovery != nil {
            faults.append(
                .init(
                    "recovery-in-cluster", "connectionStateRecovery is on, and this cluster keeps no history for it",
                    "remove connectionStateRecovery, or cluster"))
        }
        if let recovery = connectionStateRecovery, recovery.maxDisconnectionDuration <= .zero {
            faults.append(
                .init(
                    "recovery-duration", "maxDisconnectionDuration is \(recovery.maxDisconnectionDuration)",
                    "choose a positive duration, or set connectionStateRecovery to nil"))
        }
        for (name, value) in [("maxRoomsPerSocket", maxRoomsPerSocket), ("maxRoomNameBytes", maxRoomNameBytes)] where value < 32 {
            faults.append(.init("room-limit", "\(name) is \(value)", "choose 32 or more: every socket is in the room of its id"))
        }
        if let watch = cluster?.options, watch.heartbeatInterval <= .zero || watch.heartbeatTimeout <= watch.heartbeatInterval {
            faults.append(
                .init(
                    "heartbeats", "heartbeatInterval is \(watch.heartbeatInterval), heartbeatTimeout \(watch.heartbeatTimeout)",
                    "choose a positive interval, and a longer time-out"))
        }
        return faults
    }
}
