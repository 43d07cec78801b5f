import WayleaveEventLoop
package import WayleaveJSON
package import WayleaveRooms

/// Whom a message of a cluster is about, and how long its sender waits: the `opts` of the reference server.
package struct ClusterTarget: Sendable, Hashable {
    package var selection: RoomSelection
    /// The sender's time-out; `nil` when it awaits nothing.
    package var limit: Duration?

    package init(_ selection: RoomSelection, within limit: Duration? = nil) {
        self.selection = selection
        self.limit = limit
    }

    /// Reads what another node sent; what is missing counts as empty. Rooms that are numbers count as their decimal text.
    package init(_ value: JSONValue?) {
        let flags = value?["flags"]
        var set: BroadcastFlags = []
        if flags?["volatile"]?.bool == true { set.insert(.volatile) }
        if flags?["compress"]?.bool == false { set.insert(.uncompressed) }
        selection = RoomSelection(rooms: Self.names(value?["rooms"]), except: Self.names(value?["except"]), flags: set)
        limit = flags?["timeout"]?.double.map { .milliseconds(Int(min(max($0, 0), 3_600_000))) }
    }

    static func names(_ value: JSONValue?) -> [String] { (value?.array ?? []).map { $0.string ?? $0.description } }

    /// What another node reads. `local` never travels.
    package var value: JSONValue {
        var flags = JSONObject()
        if selection.flags.contains(.volatile) { flags["volatile"] = true }
        if selection.flags.contains(.uncompressed) { flags["compress"] = false }
        if let limit { flags["timeout"] = .number(JSONNumber(max(limit.wholeMilliseconds, 1))) }
        return [
            "rooms": .array(selection.rooms.map { .string($0) }), "except": .array(selection.except.map { .string($0) }),
            "flags": .object(flags),
        ]
    }
}
