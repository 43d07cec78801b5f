import WayleaveJSON

/// One message from a node of a cluster to all others, or to the one that asked.
struct ClusterMessage: Sendable {
    /// The sender's id; "emitter" for processes that only send.
    var uid: String
    /// The namespace's name.
    var namespace: String
    var body: Body

    /// What is said.
    enum Body: Sendable {
        case initialHeartbeat
        case heartbeat
        case broadcast(OutgoingEvent, ClusterTarget, requestID: String?)
        case socketsJoin(ClusterTarget, rooms: [String])
        case socketsLeave(ClusterTarget, rooms: [String])
        case disconnectSockets(ClusterTarget, close: Bool)
        case fetchSockets(ClusterTarget, requestID: String)
        case fetchSocketsResponse([SocketDetails], requestID: String)
        case serverSideEmit([JSONValue], requestID: String?)
        case serverSideEmitResponse(JSONValue, requestID: String)
        case broadcastClientCount(Int, requestID: String)
        case broadcastAck(JSONValue, requestID: String)
        case adapterClose
    }

    var type: ClusterMessageType {
        switch body {
        case .initialHeartbeat: .initialHeartbeat
        case .heartbeat: .heartbeat
        case .broadcast: .broadcast
        case .socketsJoin: .socketsJoin
        case .socketsLeave: .socketsLeave
        case .disconnectSockets: .disconnectSockets
        case .fetchSockets: .fetchSockets
        case .fetchSocketsResponse: .fetchSocketsResponse
        case .serverSideEmit: .serverSideEmit
        case .serverSideEmitResponse: .serverSideEmitResponse
        case .broadcastClientCount: .broadcastClientCount
        case .broadcastAck: .broadcastAck
        case .adapterClose: .adapterClose
        }
    }

    /// Ids of processes that send and are no nodes (the reference's Redis emitter).
    static let emitterID = "emitter"
}
