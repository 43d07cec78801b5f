/// A member's place in one shard of rooms: what the member holds, and gives to every call.
///
/// Its properties are spared the dynamic exclusivity checks, which cost a broadcast more than the rest of a visit: it is confined to one
/// loop, and no access to one of them spans a call that could reach the same property again.
package final class RoomSeat<Member: AnyObject> {
    /// The member; `nil` once it was removed.
    @exclusivity(unchecked) package internal(set) var member: Member?

    /// A room and the seat's place in it.
    struct Membership {
        let room: Room<Member>
        var place: Int
    }
    var memberships: [Membership] = []
    /// The room that the member has to itself, which needs no ``Room``; `nil` once somebody else has come in.
    var ownRoom: String?
    /// The place among all members of the shard.
    var place = 0
    /// The last broadcast that visited this member, and the last that left it out.
    @exclusivity(unchecked) var visited: UInt64 = 0
    @exclusivity(unchecked) var excluded: UInt64 = 0

    init(_ member: Member) { self.member = member }

    func index(of room: Room<Member>) -> Int? { memberships.firstIndex { $0.room === room } }
}

/// One room: its members in no particular order.
final class Room<Member: AnyObject> {
    let name: String
    var seats: [RoomSeat<Member>] = []

    init(name: String) { self.name = name }
}
