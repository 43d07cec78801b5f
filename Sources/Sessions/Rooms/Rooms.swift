/// The members of one namespace on one loop, and the rooms they are in. Confined to the loop.
///
/// A room exists while it has members. A broadcast visits each member at most once without a set of those met: members carry the number
/// of the last broadcast that met them. To everybody or one room it allocates nothing. Joining is linear in the rooms of that one member.
package final class Rooms<Member: AnyObject> {
    private var rooms: [String: Room<Member>] = [:]
    private var seats: [RoomSeat<Member>] = []
    private var broadcastNumber: UInt64 = 0
    private var isVisiting = false
    /// Told of every change, after it happened.
    package var onChange: ((RoomChange<Member>) -> Void)?

    package init() {}

    // MARK: Members

    /// Adds a member, who is in no room yet; the seat identifies it in all other calls.
    package func add(_ member: Member) -> RoomSeat<Member> {
        let seat = RoomSeat(member)
        seat.place = seats.count
        seats.append(seat)
        return seat
    }

    /// Removes a member from all rooms and from the shard; harmless when repeated.
    package func remove(_ seat: RoomSeat<Member>) {
        guard seat.member != nil else { return }
        while let last = seat.memberships.last { leave(last.room, seat, at: seat.memberships.count - 1) }
        seat.member = nil
        let last = seats.removeLast()
        guard last !== seat else { return }
        seats[seat.place] = last
        last.place = seat.place
    }

    /// Joins a room; harmless when already in it or removed.
    package func join(_ name: String, _ seat: RoomSeat<Member>) {
        guard let member = seat.member else { return }
        let room: Room<Member>
        if let known = rooms[name] {
            guard seat.index(of: known) == nil else { return }
            room = known
        } else {
            room = Room(name: name)
            rooms[name] = room
            onChange?(.created(room: name))
        }
        seat.memberships.append(.init(room: room, place: room.seats.count))
        room.seats.append(seat)
        onChange?(.joined(room: name, member))
    }

    /// Leaves a room; harmless when not in it.
    package func leave(_ name: String, _ seat: RoomSeat<Member>) {
        guard let room = rooms[name], let index = seat.index(of: room) else { return }
        leave(room, seat, at: index)
    }

    private func leave(_ room: Room<Member>, _ seat: RoomSeat<Member>, at index: Int) {
        let place = seat.memberships[index].place
        seat.memberships.remove(at: index)
        let last = room.seats.removeLast()
        if last !== seat {
            room.seats[place] = last
            if let index = last.index(of: room) { last.memberships[index].place = place }
        }
        if room.seats.isEmpty { rooms[room.name] = nil }
        guard let onChange, let member = seat.member else { return }
        onChange(.left(room: room.name, member))
        if room.seats.isEmpty { onChange(.deleted(room: room.name)) }
    }

    // MARK: Questions

    package var memberCount: Int { seats.count }
    /// The names of all rooms, in no particular order.
    package var names: [String] { Array(rooms.keys) }

    package func memberCount(of room: String) -> Int { rooms[room]?.seats.count ?? 0 }

    /// The rooms of a member, in the order in which it joined.
    package func rooms(of seat: RoomSeat<Member>) -> [String] { seat.memberships.map(\.room.name) }

    /// The number of rooms a member is in.
    package func roomCount(of seat: RoomSeat<Member>) -> Int { seat.memberships.count }

    package func isMember(_ seat: RoomSeat<Member>, of room: String) -> Bool {
        rooms[room].map { seat.index(of: $0) != nil } ?? false
    }

    // MARK: Broadcast

    /// Calls `body` once for each selected member. `body` may change members and rooms: the selection is that of the call's beginning,
    /// but members removed meanwhile are skipped.
    package func broadcast(to selection: RoomSelection, _ body: (Member) -> Void) {
        // Within another broadcast's body the members' marks are in use.
        guard !isVisiting else { return broadcastNested(to: selection, body) }
        isVisiting = true
        defer { isVisiting = false }
        broadcastNumber &+= 1
        let number = broadcastNumber
        for name in selection.except {
            guard let room = rooms[name] else { continue }
            for seat in room.seats { seat.excluded = number }
        }
        guard selection.rooms.count != 1 else {
            guard let room = rooms[selection.rooms[0]] else { return }
            return visit(room.seats, excluding: number, body)
        }
        guard !selection.rooms.isEmpty else { return visit(seats, excluding: number, body) }
        visit(selection.rooms, number, body)
    }

    /// The array is a snapshot: it is copied only if `body` changes the original.
    @inline(__always)
    private func visit(_ seats: [RoomSeat<Member>], excluding number: UInt64, _ body: (Member) -> Void) {
        for seat in seats where seat.excluded != number {
            if let member = seat.member { body(member) }
        }
    }

    private func visit(_ names: [String], _ number: UInt64, _ body: (Member) -> Void) {
        // Looked up before the first call of `body`, which may end rooms and begin others.
        let selected = names.map { rooms[$0]?.seats ?? [] }
        for seats in selected {
            for seat in seats where seat.excluded != number && seat.visited != number {
                seat.visited = number
                if let member = seat.member { body(member) }
            }
        }
    }

    private func broadcastNested(to selection: RoomSelection, _ body: (Member) -> Void) {
        var met = Set<ObjectIdentifier>()
        for name in selection.except {
            for seat in rooms[name]?.seats ?? [] { met.insert(ObjectIdentifier(seat)) }
        }
        let selected = selection.rooms.isEmpty ? [seats] : selection.rooms.map { rooms[$0]?.seats ?? [] }
        for seats in selected {
            for seat in seats where met.insert(ObjectIdentifier(seat)).inserted {
                if let member = seat.member { body(member) }
            }
        }
    }
}
