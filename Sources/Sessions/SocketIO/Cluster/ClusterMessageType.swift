/// What nodes of a cluster tell each other; the numbers are those of the reference server's cluster adapter.
package enum ClusterMessageType: Int, Sendable, CaseIterable {
    case initialHeartbeat = 1
    case heartbeat
    case broadcast
    case socketsJoin
    case socketsLeave
    case disconnectSockets
    case fetchSockets
    case fetchSocketsResponse
    case serverSideEmit
    case serverSideEmitResponse
    case broadcastClientCount
    case broadcastAck
    case adapterClose
}
