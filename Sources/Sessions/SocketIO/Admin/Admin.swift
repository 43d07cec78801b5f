import Synchronization
import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveJSON
import WayleaveRooms

/// The server's side of the admin UI: who may connect, and what all loops have in common. From any thread.
final class Admin: Sendable {
    /// Where middleware leaves a new session's id for the socket; taken out before anybody sees the socket.
    private static let sessionKey = "_adminSession"
    /// How much longer a login that fails takes; the client must be told before it is cut off for having joined nothing.
    private var failureDelay: Duration { min(.seconds(1), server.options.connectTimeout / 2) }

    let options: AdminOptions
    let server: ServerCore
    let engine: EngineIO
    let namespace: Namespace
    let description: AdminDescription
    let host = AdminHost()
    let sessions: AdminSessions

    init(_ options: AdminOptions, server: ServerCore, engine: EngineIO) {
        self.options = options
        self.server = server
        self.engine = engine
        namespace = server.namespace(options.namespace)
        description = AdminDescription(options)
        sessions = AdminSessions(options)
        namespace.use { [weak self] handshake, data in try await self?.admit(handshake, &data) }
    }

    /// Whether somebody may be looking; in a cluster that may be elsewhere.
    var isWatched: Bool { namespace.socketsCount > 0 || server.options.cluster != nil }

    /// Sends a message to everybody who looks.
    func tell(_ message: String, _ values: [JSONValue]) { namespace.everyone.emit(message, values: values) }

    // MARK: Connecting

    private func admit(_ handshake: Handshake, _ data: inout JSONObject) async throws {
        guard let authentication = options.authentication else {
            if options.dangerouslyAllowAnyone { return }
            throw ConnectError("invalid credentials")
        }
        if authentication.keepsSessions {
            if let id = handshake.auth["sessionId"]?.string, sessions.contains(id) { return }
            // A page that has nothing to offer yet is about to ask for it.
            guard AdminAuthentication.typed(handshake) != nil else { throw ConnectError("invalid credentials") }
        }
        guard sessions.enter() else { throw ConnectError("too many logins at a time") }
        defer { sessions.leave() }
        guard try await authentication.allows(handshake) else {
            try await Task.sleep(for: failureDelay)
            throw ConnectError("invalid credentials")
        }
        if authentication.keepsSessions { data[Self.sessionKey] = .string(sessions.make()) }
    }

    /// Tells a page that has just connected what it may do and what there is.
    func welcome(_ socket: Socket) {
        if let session = socket.data[Self.sessionKey] {
            socket.data[Self.sessionKey] = nil
            socket.emit("session", values: [session])
        }
        if options.allowsCommands { serveCommands(socket) }
        socket.emit("config", values: [["supportedFeatures": .array(features)]])
        guard options.mode == .development else { return }
        let page = socket.id
        Task { [weak self] in await self?.tellAllSockets(to: page) }
    }

    private var features: [JSONValue] {
        var features: [JSONValue] = []
        if options.allowsCommands { features = ["EMIT", "JOIN", "LEAVE", "DISCONNECT", "MJOIN", "MLEAVE", "MDISCONNECT"] }
        features.append("AGGREGATED_EVENTS")
        if options.mode == .development { features.append("ALL_EVENTS") }
        return features
    }

    /// Describes the sockets of all namespaces to a page, or to all pages.
    func tellAllSockets(to page: String? = nil) async {
        var sockets: [JSONValue] = []
        for namespace in server.allNamespaces where sockets.count < options.maxSockets {
            sockets += await describeSockets(of: namespace, atMost: options.maxSockets - sockets.count)
        }
        let target = page.map { namespace.to([$0]) } ?? namespace.everyone
        target.emit("all_sockets", values: [.array(sockets)])
    }

    private func describeSockets(of namespace: Namespace, atMost limit: Int) async -> [JSONValue] {
        guard let rooms = namespace.rooms else { return [] }
        let description = description
        var sockets = await rooms.collect { shard in
            var sockets: [JSONValue] = []
            shard.broadcast(to: .everyone) { if sockets.count < limit { sockets.append(description.describe($0)) } }
            return sockets
        }.flatMap { $0 }
        if server.options.cluster != nil, let all = try? await namespace.fetchSockets() {
            let known = Set(sockets.compactMap { $0["id"]?.string })
            for socket in all where sockets.count < limit && !known.contains(socket.id) {
                sockets.append(description.describe(socket, in: namespace.name))
            }
        }
        return Array(sockets.prefix(limit))
    }
}
