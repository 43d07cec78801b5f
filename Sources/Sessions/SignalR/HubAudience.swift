import WayleaveRooms

/// Who a call of a client method is for.
struct HubAudience: Sendable {
    enum Selection: Sendable {
        case all
        case connections([String])
        case groups([String])
        case users([String])
    }

    var selection: Selection
    /// The public ids of connections that are left out.
    var except: [String] = []
    /// The number of the caller that is left out; 0 for none.
    var exceptSerial: UInt64 = 0

    /// Calls `body` once for each connection of that loop that is meant.
    func forEach(on local: HubLoop, _ body: (HubCallerContext) -> Void) {
        switch selection {
        case .all: local.groups.broadcast(to: .everyone) { if includes($0) { body($0) } }
        case .groups(let names):
            guard !names.isEmpty else { return }
            local.groups.broadcast(to: RoomSelection(rooms: names)) { if includes($0) { body($0) } }
        case .users(let names):
            guard !names.isEmpty else { return }
            local.users.broadcast(to: RoomSelection(rooms: names)) { if includes($0) { body($0) } }
        case .connections(let ids):
            for (index, id) in ids.enumerated() {
                // Each once, however often it was named.
                guard let context = local.connections[id], includes(context), !ids[..<index].contains(id) else { continue }
                body(context)
            }
        }
    }

    @inline(__always)
    private func includes(_ context: HubCallerContext) -> Bool {
        context.serial != exceptSerial && (except.isEmpty || !except.contains(context.connectionId))
    }
}
