/// The members of one namespace on one loop, and the rooms they are in. Confined to the loop.
///
/// A room exists while it has members. A broadcast visits each member at most once without a set of those met: members carry the number
/// of the last broadcast that met them. To everybody or one room it allocates nothing. Joining is linear in the rooms of that one member.
package final class Rooms<Member: AnyObject> {
    private var rooms: [String: Room<Member>] = [:]
    /// Rooms that one member has to itself: nearly every member has one, so they are kept without lists.
    private var ownRooms: [String: RoomSeat<Member>] = [:]
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
        leaveOwnRoom(seat)
        seat.member = nil
        let last = seats.removeLast()
        guard last !== seat else { return }
        seats[seat.place] = last
        last.place = seat.place
    }

    /// Joins a room; harmless when already in it or removed.
    package func join(_ name: String, _ seat: RoomSeat<Member>) {
        guard let member = seat.member else { return }
        if let owner = ownRooms[name] {
            guard owner !== seat else { return }
            share(name, of: owner)
        }
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

    /// Joins a room that the member is to have for itself, as its first one; others may come in all the same.
    package func joinOwn(_ name: String, _ seat: RoomSeat<Member>) {
        guard let member = seat.member else { return }
        guard rooms[name] == nil, ownRooms[name] == nil, seat.ownRoom == nil, seat.memberships.isEmpty else { return join(name, seat) }
        onChange?(.created(room: name))
        ownRooms[name] = seat
        seat.ownRoom = name
        onChange?(.joined(room: name, member))
    }

    /// Makes an ordinary room of one that a member had for itself: the first of its rooms, as before.
    private func share(_ name: String, of owner: RoomSeat<Member>) {
        let room = Room<Member>(name: name)
        room.seats.append(owner)
        rooms[name] = room
        ownRooms[name] = nil
        owner.ownRoom = nil
        owner.memberships.insert(.init(room: room, place: 0), at: 0)
    }

    private func leaveOwnRoom(_ seat: RoomSeat<Member>) {
        guard let name = seat.ownRoom else { return }
        seat.ownRoom = nil
        ownRooms[name] = nil
        guard let onChange, let member = seat.member else { return }
        onChange(.left(room: name, member))
        onChange(.deleted(room: name))
    }

    /// Leaves a room; harmless when not in it.
    package func leave(_ name: String, _ seat: RoomSeat<Member>) {
        if seat.ownRoom == name { return leaveOwnRoom(seat) }
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
    package var names: [String] { Array(rooms.keys) + Array(ownRooms.keys) }

    package func memberCount(of room: String) -> Int { rooms[room]?.seats.count ?? (ownRooms[room] == nil ? 0 : 1) }

    /// The rooms of a member, in the order in which it joined.
    package func rooms(of seat: RoomSeat<Member>) -> [String] {
        let shared = seat.memberships.map(\.room.name)
        return seat.ownRoom.map { [$0] + shared } ?? shared
    }

    /// The number of rooms a member is in.
    package func roomCount(of seat: RoomSeat<Member>) -> Int { seat.memberships.count + (seat.ownRoom == nil ? 0 : 1) }

    package func isMember(_ seat: RoomSeat<Member>, of room: String) -> Bool {
        rooms[room].map { seat.index(of: $0) != nil } ?? (ownRooms[room] === seat)
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
            if let room = rooms[name] {
                for seat in room.seats { seat.excluded = number }
            } else {
                ownRooms[name]?.excluded = number
            }
        }
        guard selection.rooms.count != 1 else {
            if let room = rooms[selection.rooms[0]] { return visit(room.seats, excluding: number, body) }
            if let seat = ownRooms[selection.rooms[0]], seat.excluded != number, let member = seat.member { body(member) }
            return
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
        let selected = names.map { seats(of: $0) }
        for seats in selected {
            for seat in seats where seat.excluded != number && seat.visited != number {
                seat.visited = number
                if let member = seat.member { body(member) }
            }
        }
    }

    private func seats(of room: String) -> [RoomSeat<Member>] { rooms[room]?.seats ?? ownRooms[room].map { [$0] } ?? [] }

    private func broadcastNested(to selection: RoomSelection, _ body: (Member) -> Void) {
        var met = Set<ObjectIdentifier>()
        for name in selection.except {
            for seat in seats(of: name) { met.insert(ObjectIdentifier(seat)) }
        }
        let selected = selection.rooms.isEmpty ? [seats] : selection.rooms.map { seats(of: $0) }
        for seats in selected {
            for seat in seats where met.insert(ObjectIdentifier(seat)).inserted {
                if let member = seat.member { body(member) }
            }
        }
    }
}
