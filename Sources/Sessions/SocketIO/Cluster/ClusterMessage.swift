package import WayleaveJSON

/// One message from a node of a cluster to all others, or to the one that asked.
package struct ClusterMessage: Sendable {
    /// The sender's id; "emitter" for processes that only send.
    package var uid: String
    /// The namespace's name.
    package var namespace: String
    package var body: Body

    /// What is said.
    package enum Body: Sendable {
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

    package init(uid: String, namespace: String, body: Body) {
        self.uid = uid
        self.namespace = namespace
        self.body = body
    }

    package var type: ClusterMessageType {
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
    package static let emitterID = "emitter"
}
