import Synchronization
import WayleaveJSON
import WayleaveRooms

/// The adapter of a server that shares its namespaces with others, over some ``Backplane``.
///
/// What it does for its own sockets does not wait for the others: without a backplane its clients are still served, and the failure reaches
/// ``SocketIO/onError(_:)``.
final class ClusterAdapter: Adapter, ClusterMember {
    let uid = ClusterID.random()
    let local: LocalSockets
    let backplane: any Backplane
    let options: ClusterOptions
    var namespace: String { local.namespace }

    /// What is under way.
    struct State {
        var nodes = ClusterNodes()
        var collectors: [String: AcknowledgementCollector] = [:]
        var fetches: [String: ClusterRequest<SocketDetails>] = [:]
        var emits: [String: ClusterRequest<JSONValue>] = [:]
        var lastPublished = ContinuousClock.now
        var heartbeats: Task<Void, Never>?
        var isClosed = false
    }
    let state = Mutex(State())

    init(local: LocalSockets, cluster: SocketIOCluster) {
        self.local = local
        backplane = cluster.backplane
        options = cluster.options
    }

    func start() {
        backplane.join(self)
        guard !backplane.countsServers else { return }
        publish(.initialHeartbeat)
        beginHeartbeats()
    }

    func close() {
        if !backplane.countsServers { publish(.adapterClose) }
        backplane.leave(self)
        let ended = state.withLock { state in
            let ended = state
            state = State()
            state.isClosed = true
            return ended
        }
        ended.heartbeats?.cancel()
        for collector in ended.collectors.values { collector.giveUp(.disconnected) }
        for request in ended.fetches.values { request.giveUp() }
        for request in ended.emits.values { request.giveUp() }
    }

    func serverCount() async throws -> Int {
        try await backplane.serverCount(of: namespace) ?? state.withLock { $0.nodes.count + 1 }
    }

    // MARK: Publishing

    /// Sends a message to the others; a failure is reported, and passed on.
    func publish(_ body: ClusterMessage.Body, onFailure: (@Sendable () -> Void)? = nil) {
        let isClosed = state.withLock { state in
            state.lastPublished = .now
            return state.isClosed
        }
        guard !isClosed else { return }
        let message = ClusterMessage(uid: uid, namespace: namespace, body: body)
        backplane.publish(message) { [local] result in
            guard case .failure(let error) = result else { return }
            local.report("\(message.type)", error)
            onFailure?()
        }
    }

    /// Answers a node.
    func respond(to node: String, _ body: ClusterMessage.Body) {
        let response = ClusterMessage(uid: uid, namespace: namespace, body: body)
        backplane.publish(response, to: node) { [local] result in
            if case .failure(let error) = result { local.report("\(response.type)", error) }
        }
    }

    // MARK: Events

    func take(_ event: EncodedEvent, for selection: RoomSelection) -> Broadcast? {
        if !selection.flags.contains(.local) { publish(.broadcast(event.kept, ClusterTarget(selection), requestID: nil)) }
        return event.broadcast(selection.flags)
    }

    func broadcast(
        _ event: OutgoingEvent, to selection: RoomSelection, collecting collector: AcknowledgementCollector, within limit: Duration
    ) {
        guard !selection.flags.contains(.local) else {
            collector.expect(servers: 1)
            return local.broadcast(event, to: selection, node: uid, collecting: collector)
        }
        let requestID = ClusterID.random()
        state.withLock { $0.collectors[requestID] = collector }
        collector.onEnd { [weak self] in self?.state.withLock { $0.collectors[requestID] = nil } }
        expectServers(collector)
        publish(.broadcast(event, ClusterTarget(selection, within: limit), requestID: requestID))
        local.broadcast(event, to: selection, node: uid, collecting: collector)
    }

    private func expectServers(_ collector: AcknowledgementCollector) {
        guard backplane.countsServers else { return collector.expect(nodes: state.withLock { $0.nodes.ids }.union([uid])) }
        Task { [backplane, local] in
            do {
                collector.expect(servers: try await backplane.serverCount(of: local.namespace) ?? 1)
            } catch {
                local.report("broadcast", error)
            }
        }
    }

    // MARK: Sockets

    func fetchSockets(_ selection: RoomSelection, within limit: Duration) async throws -> [SocketDetails] {
        let own = await local.fetchSockets(selection)
        guard !selection.flags.contains(.local) else { return own }
        let (nodes, unnamed) = try await others()
        guard nodes.count + unnamed > 0 else { return own }
        let (answers, missing) = await withCheckedContinuation { continuation in
            let requestID = ClusterID.random()
            let request = ClusterRequest<SocketDetails>(nodes: nodes, unnamed: unnamed, within: limit) { [weak self] answers, missing in
                self?.state.withLock { $0.fetches[requestID] = nil }
                continuation.resume(returning: (answers, missing))
            }
            state.withLock { $0.fetches[requestID] = request }
            publish(.fetchSockets(ClusterTarget(selection, within: limit), requestID: requestID)) { request.giveUp() }
        }
        guard missing == 0 else { throw ClusterTimeout(missing: missing) }
        return own + answers
    }

    /// The ids of the other nodes, or at least their number.
    private func others() async throws -> (Set<String>, Int) {
        guard backplane.countsServers else { return (state.withLock { $0.nodes.ids }, 0) }
        return ([], max(try await serverCount() - 1, 0))
    }

    func addSockets(_ selection: RoomSelection, to rooms: [String]) {
        if !selection.flags.contains(.local) { publish(.socketsJoin(ClusterTarget(selection), rooms: rooms)) }
        local.addSockets(selection, to: rooms)
    }

    func delSockets(_ selection: RoomSelection, from rooms: [String]) {
        if !selection.flags.contains(.local) { publish(.socketsLeave(ClusterTarget(selection), rooms: rooms)) }
        local.delSockets(selection, from: rooms)
    }

    func disconnectSockets(_ selection: RoomSelection, close: Bool) {
        if !selection.flags.contains(.local) { publish(.disconnectSockets(ClusterTarget(selection), close: close)) }
        local.disconnectSockets(selection, close: close)
    }

    // MARK: Servers

    func serverSideEmit(_ packet: [JSONValue]) { publish(.serverSideEmit(packet, requestID: nil)) }

    func serverSideEmitWithAck(_ packet: [JSONValue], within limit: Duration) async throws -> [JSONValue] {
        let (nodes, unnamed) = try await others()
        guard nodes.count + unnamed > 0 else { return [] }
        let (answers, missing) = await withCheckedContinuation { continuation in
            let requestID = ClusterID.random()
            let request = ClusterRequest<JSONValue>(nodes: nodes, unnamed: unnamed, within: limit) { [weak self] answers, missing in
                self?.state.withLock { $0.emits[requestID] = nil }
                continuation.resume(returning: (answers, missing))
            }
            state.withLock { $0.emits[requestID] = request }
            publish(.serverSideEmit(packet, requestID: requestID)) { request.giveUp() }
        }
        guard missing == 0 else { throw ServerSideEmitError(missing: missing, responses: answers) }
        return answers
    }
}
