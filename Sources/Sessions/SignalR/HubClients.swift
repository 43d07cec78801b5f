/// The clients of a hub, seen from outside its methods. From any thread.
public struct HubClients: Sendable {
    let core: HubCore

    private func proxy(_ selection: HubAudience.Selection, except: [String] = []) -> HubClientProxy {
        HubClientProxy(core: core, audience: HubAudience(selection: selection, except: except))
    }

    /// Everybody.
    public var all: HubClientProxy { proxy(.all) }
    /// Everybody but these connections.
    public func allExcept(_ connectionIds: [String]) -> HubClientProxy { proxy(.all, except: connectionIds) }
    /// One connection.
    public func client(_ connectionId: String) -> HubSingleClientProxy { HubSingleClientProxy(core: core, id: connectionId) }
    /// These connections.
    public func clients(_ connectionIds: [String]) -> HubClientProxy { proxy(.connections(connectionIds)) }
    /// The members of a group.
    public func group(_ name: String) -> HubClientProxy { proxy(.groups([name])) }
    /// The members of these groups, each once.
    public func groups(_ names: [String]) -> HubClientProxy { proxy(.groups(names)) }
    /// The members of a group but these connections.
    public func groupExcept(_ name: String, _ connectionIds: [String]) -> HubClientProxy { proxy(.groups([name]), except: connectionIds) }
    /// All connections of a user, as ``SignalRHubOptions/userIdProvider`` tells it.
    public func user(_ identifier: String) -> HubClientProxy { proxy(.users([identifier])) }
    /// All connections of these users.
    public func users(_ identifiers: [String]) -> HubClientProxy { proxy(.users(identifiers)) }
}
