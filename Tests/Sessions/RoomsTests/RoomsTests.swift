import Testing
import WayleaveRooms

@Suite("Rooms of one loop")
struct RoomsTests {
    private let rooms = Rooms<Person>()

    private func add(_ name: String, _ joined: String...) -> RoomSeat<Person> {
        let seat = rooms.add(Person(name))
        for room in joined { rooms.join(room, seat) }
        return seat
    }

    private func visited(_ selection: RoomSelection) -> [String] {
        var names: [String] = []
        rooms.broadcast(to: selection) { names.append($0.name) }
        return names.sorted()
    }

    @Test("events tell of changes only, in the order in which they happened")
    func events() {
        var log: [String] = []
        rooms.onChange = { event in
            switch event {
            case .created(let room): log.append("created \(room)")
            case .joined(let room, let member): log.append("\(member.name) joined \(room)")
            case .left(let room, let member): log.append("\(member.name) left \(room)")
            case .deleted(let room): log.append("deleted \(room)")
            }
        }
        let ann = add("ann", "red", "red")
        let bob = add("bob", "red")
        rooms.leave("red", ann)
        rooms.leave("red", ann)
        rooms.remove(bob)
        #expect(log == ["created red", "ann joined red", "bob joined red", "ann left red", "bob left red", "deleted red"])
    }

    @Test("a member's own room is a room like others: it is told of, sent to, left, and others may come in")
    func ownRooms() {
        var log: [String] = []
        rooms.onChange = { event in
            switch event {
            case .created(let room): log.append("+\(room)")
            case .joined(let room, let member): log.append("\(member.name)>\(room)")
            case .left(let room, let member): log.append("\(member.name)<\(room)")
            case .deleted(let room): log.append("-\(room)")
            }
        }
        let (ann, bob, cid) = (add("ann"), add("bob"), add("cid"))
        rooms.joinOwn("a", ann)
        rooms.joinOwn("b", bob)
        rooms.joinOwn("c", cid)
        rooms.join("red", ann)
        #expect(rooms.rooms(of: ann) == ["a", "red"])
        #expect(rooms.roomCount(of: ann) == 2)
        #expect(rooms.isMember(ann, of: "a") && !rooms.isMember(bob, of: "a"))
        #expect(rooms.names.sorted() == ["a", "b", "c", "red"])
        #expect(visited(RoomSelection(rooms: ["a"])) == ["ann"])
        #expect(visited(RoomSelection(rooms: ["a", "b", "red"])) == ["ann", "bob"])
        #expect(visited(RoomSelection(except: ["a"])) == ["bob", "cid"])
        #expect(visited(RoomSelection(rooms: ["a"], except: ["a"])) == [])

        rooms.join("a", ann)
        rooms.join("a", bob)
        #expect(visited(RoomSelection(rooms: ["a"])) == ["ann", "bob"])
        #expect(rooms.memberCount(of: "a") == 2)
        #expect(rooms.rooms(of: ann) == ["a", "red"])
        #expect(rooms.rooms(of: bob) == ["b", "a"])
        rooms.leave("a", ann)
        #expect(rooms.rooms(of: ann) == ["red"])
        rooms.remove(ann)
        rooms.remove(bob)
        rooms.leave("c", cid)
        #expect(rooms.names.isEmpty)
        #expect(rooms.memberCount(of: "c") == 0)
        #expect(
            log == [
                "+a", "ann>a", "+b", "bob>b", "+c", "cid>c", "+red", "ann>red", "bob>a", "ann<a", "ann<red", "-red", "bob<a", "-a", "bob<b",
                "-b", "cid<c", "-c",
            ])
    }

    @Test("a body that removes members ends the visit of those removed, and of nobody else")
    func removeWhileVisiting() {
        let seats = ["ann", "bob", "cid"].map { add($0, "red") }
        var names: [String] = []
        rooms.broadcast(to: RoomSelection(rooms: ["red"])) { member in
            names.append(member.name)
            if member.name == "ann" { rooms.remove(seats[1]) }
        }
        #expect(names == ["ann", "cid"])
        #expect(visited(.everyone) == ["ann", "cid"])
    }

    @Test("members that join while a broadcast is on are not visited by it")
    func joinWhileVisiting() {
        _ = add("ann", "red", "blue")
        let bob = add("bob")
        var names: [String] = []
        rooms.broadcast(to: RoomSelection(rooms: ["red", "blue"])) { member in
            names.append(member.name)
            rooms.join("blue", bob)
        }
        #expect(names == ["ann"])
        #expect(visited(RoomSelection(rooms: ["blue"])) == ["ann", "bob"])
    }

    @Test("a broadcast within a broadcast does not disturb the outer one")
    func nested() {
        for name in ["ann", "bob"] { _ = add(name, "red", "blue") }
        _ = add("cid", "quiet", "red")
        var outer: [String] = []
        var inner: [String] = []
        rooms.broadcast(to: RoomSelection(rooms: ["red", "blue"], except: ["quiet"])) { member in
            outer.append(member.name)
            rooms.broadcast(to: RoomSelection(rooms: ["blue", "red"])) { inner.append($0.name) }
        }
        #expect(outer.sorted() == ["ann", "bob"])
        #expect(inner.sorted() == ["ann", "ann", "bob", "bob", "cid", "cid"])
    }

    @Test("a removed member is let go of")
    func release() {
        weak var left: Person?
        do {
            let person = Person("ann")
            left = person
            let seat = rooms.add(person)
            rooms.join("red", seat)
            rooms.remove(seat)
            #expect(seat.member == nil)
        }
        #expect(left == nil)
    }
}
