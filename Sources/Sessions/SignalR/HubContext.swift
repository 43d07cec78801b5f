import WayleaveRooms

/// A hub as the rest of the application sees it (ASP.NET Core's `IHubContext`): its clients and groups, and who is there. From any thread.
public struct HubContext: Sendable {
    let core: HubCore

    /// Its clients.
    public var clients: HubClients { HubClients(core: core) }
    /// Its groups.
    public var groups: HubGroups { HubGroups(core: core) }

    // MARK: Presence

    /// The connections that have shaken hands, in this process.
    public var connectionCount: Int { core.connectionCount }

    /// Everybody who is connected.
    public func connections() async -> [HubConnectionDetails] { await details(.init(selection: .all)) }

    /// The members of a group.
    public func connections(inGroup name: String) async -> [HubConnectionDetails] { await details(.init(selection: .groups([name]))) }

    /// The connections of a user.
    public func connections(ofUser identifier: String) async -> [HubConnectionDetails] {
        await details(.init(selection: .users([identifier])))
    }

    /// One connection; `nil` if there is no such one.
    public func connection(_ connectionId: String) async -> HubConnectionDetails? {
        await details(.init(selection: .connections([connectionId]))).first
    }

    /// How many members a group has.
    public func count(ofGroup name: String) async -> Int {
        await core.collect { $0.groups.memberCount(of: name) }.reduce(0, +)
    }

    /// The names of all groups.
    public func groupNames() async -> Set<String> {
        await core.collect { $0.groups.names }.reduce(into: []) { $0.formUnion($1) }
    }

    /// Ends a connection, as ``HubCallerContext/abort()`` does.
    public func abort(_ connectionId: String) {
        core.forEachLoop { $0.connections[connectionId]?.abort() }
    }

    private func details(_ audience: HubAudience) async -> [HubConnectionDetails] {
        await core.collect { local in
            var details: [HubConnectionDetails] = []
            audience.forEach(on: local) { details.append(HubConnectionDetails($0)) }
            return details
        }.flatMap { $0 }
    }
}
