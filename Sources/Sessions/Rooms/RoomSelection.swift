/// Who a broadcast is for: everybody or the members of some rooms, without those in other rooms.
package struct RoomSelection: Sendable, Hashable {
    /// The rooms whose members are meant, each member once; empty means everybody.
    package var rooms: [String]
    /// Rooms whose members are left out; a sender leaves itself out by the room of its own id.
    package var except: [String]
    package var flags: BroadcastFlags

    package init(rooms: [String] = [], except: [String] = [], flags: BroadcastFlags = []) {
        self.rooms = rooms
        self.except = except
        self.flags = flags
    }

    /// Everybody.
    package static let everyone = RoomSelection()
}

/// How a broadcast is meant; rooms only carry the flags to whoever delivers.
package struct BroadcastFlags: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Dropped for members that could not take it at once.
    package static let volatile = BroadcastFlags(rawValue: 1)
    /// For this process only, not for a cluster's other nodes.
    package static let local = BroadcastFlags(rawValue: 2)
    /// Sent uncompressed even where that was agreed on.
    package static let uncompressed = BroadcastFlags(rawValue: 4)
}
