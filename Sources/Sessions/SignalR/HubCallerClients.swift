/// The clients of a hub, seen from a method: the caller, and others. Confined to the caller's loop.
public struct HubCallerClients {
    let hub: HubBase

    private var core: HubCore { hub.context.local.core }

    /// What can be used on other threads too.
    private var outside: HubClients { HubClients(core: core) }

    /// The client that calls.
    public var caller: HubCallerProxy { HubCallerProxy(hub: hub) }

    /// Everybody but the caller.
    public var others: HubClientProxy {
        HubClientProxy(core: core, audience: HubAudience(selection: .all, exceptSerial: hub.context.serial))
    }

    /// The members of a group but the caller.
    public func othersInGroup(_ name: String) -> HubClientProxy {
        HubClientProxy(core: core, audience: HubAudience(selection: .groups([name]), exceptSerial: hub.context.serial))
    }

    /// One connection.
    public func client(_ connectionId: String) -> HubSingleClient { HubSingleClient(proxy: outside.client(connectionId), hub: hub) }

    /// Everybody.
    public var all: HubClientProxy { outside.all }
    /// Everybody but these connections.
    public func allExcept(_ connectionIds: [String]) -> HubClientProxy { outside.allExcept(connectionIds) }
    /// These connections.
    public func clients(_ connectionIds: [String]) -> HubClientProxy { outside.clients(connectionIds) }
    /// The members of a group.
    public func group(_ name: String) -> HubClientProxy { outside.group(name) }
    /// The members of these groups, each once.
    public func groups(_ names: [String]) -> HubClientProxy { outside.groups(names) }
    /// The members of a group but these connections.
    public func groupExcept(_ name: String, _ connectionIds: [String]) -> HubClientProxy { outside.groupExcept(name, connectionIds) }
    /// All connections of a user.
    public func user(_ identifier: String) -> HubClientProxy { outside.user(identifier) }
    /// All connections of these users.
    public func users(_ identifiers: [String]) -> HubClientProxy { outside.users(identifiers) }
}
