import Synchronization
import WayleaveJSON
import WayleaveRooms

/// What other nodes ask of this one, and answer it.
extension ClusterAdapter {
    func receive(_ message: ClusterMessage, offset: String?) {
        guard message.uid != uid, message.namespace == namespace else { return }
        noticed(message)
        switch message.body {
        case .initialHeartbeat: if !backplane.countsServers { publish(.heartbeat) }
        case .heartbeat: break
        case .adapterClose: lost(message.uid)
        case .broadcast(let event, let target, let requestID): broadcast(event, target, requestID, from: message.uid)
        case .socketsJoin(let target, let rooms): local.addSockets(target.selection, to: rooms)
        case .socketsLeave(let target, let rooms): local.delSockets(target.selection, from: rooms)
        case .disconnectSockets(let target, let close): local.disconnectSockets(target.selection, close: close)
        case .fetchSockets(let target, let requestID):
            let (node, local) = (message.uid, local)
            Task { respond(to: node, .fetchSocketsResponse(await local.fetchSockets(target.selection), requestID: requestID)) }
        case .serverSideEmit(let packet, let requestID): emitHere(packet, requestID, from: message.uid)
        case .fetchSocketsResponse(let sockets, let requestID):
            state.withLock { $0.fetches[requestID] }?.answered(sockets, by: message.uid)
        case .serverSideEmitResponse(let value, let requestID):
            state.withLock { $0.emits[requestID] }?.answered([value], by: message.uid)
        case .broadcastClientCount(let count, let requestID):
            state.withLock { $0.collectors[requestID] }?.told(clients: count, by: message.uid)
        case .broadcastAck(let value, let requestID):
            state.withLock { $0.collectors[requestID] }?.answered(value, by: message.uid)
        }
    }

    private func broadcast(_ event: OutgoingEvent, _ target: ClusterTarget, _ requestID: String?, from node: String) {
        guard let requestID else {
            let broadcast = event.broadcast(namespace: namespace, flags: target.selection.flags, for: local.server.options.parser)
            return local.broadcast(broadcast, to: target.selection)
        }
        let sink = RemoteAcknowledgements(
            requestID: requestID, within: target.limit ?? BroadcastOperator.acknowledgementTimeout
        ) { [weak self] in self?.respond(to: node, $0) }
        local.broadcast(event, to: target.selection, node: uid, collecting: sink)
    }

    private func emitHere(_ packet: [JSONValue], _ requestID: String?, from node: String) {
        var answer: (@Sendable (JSONValue) -> Void)?
        if let requestID {
            answer = { [weak self] value in self?.respond(to: node, .serverSideEmitResponse(value, requestID: requestID)) }
        }
        local.serverSideListeners.dispatch(packet, ServerSideAcknowledgement(answer))
    }
}
