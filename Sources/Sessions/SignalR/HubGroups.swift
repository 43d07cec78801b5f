import WayleaveRooms

/// The groups of a hub. A group exists while it has members; names are case-sensitive. From any thread.
///
/// What is asked for connections of the calling loop is done at once; for others as soon as their loop gets to it, and before anything that
/// is sent to the group afterwards from here.
public struct HubGroups: Sendable {
    let core: HubCore

    /// Adds a connection, if there is such a one; harmless when it is in the group already.
    ///
    /// Beyond ``SignalRHubOptions/maximumGroupsPerConnection`` it is not added, which reaches ``SignalRHubOptions/onError``.
    public func add(_ connectionId: String, to group: String) {
        if let context = core.currentLocal?.connections[connectionId] { return Self.add(context, group) }
        core.forEachLoop { local in
            if let context = local.connections[connectionId] { Self.add(context, group) }
        }
    }

    /// Removes a connection; harmless when it is not in the group.
    public func remove(_ connectionId: String, from group: String) {
        if let context = core.currentLocal?.connections[connectionId] { return Self.remove(context, group) }
        core.forEachLoop { local in
            if let context = local.connections[connectionId] { Self.remove(context, group) }
        }
    }

    private static func add(_ context: HubCallerContext, _ group: String) {
        guard let seat = context.seat else { return }
        let (groups, options) = (context.local.groups, context.local.core.options)
        let fault: HubFault? =
            group.utf8.count > options.maximumGroupNameBytes
            ? .groupNameTooLong(options.maximumGroupNameBytes)
            : groups.roomCount(of: seat) >= options.maximumGroupsPerConnection && !groups.isMember(seat, of: group)
                ? .groupLimit(options.maximumGroupsPerConnection) : nil
        if let fault { return context.local.core.report(fault, method: nil, connectionID: context.connectionId) }
        groups.join(group, seat)
    }

    private static func remove(_ context: HubCallerContext, _ group: String) {
        if let seat = context.seat { context.local.groups.leave(group, seat) }
    }
}
