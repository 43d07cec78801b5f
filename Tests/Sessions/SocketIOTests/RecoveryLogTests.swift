import Testing
import WayleaveJSON
import WayleaveRooms

@testable import WayleaveSocketIO

/// The log and the store behind connection state recovery, without sockets.
@Suite struct RecoveryLogTests {
    private static func packet(_ rooms: [String] = [], except: [String] = [], home: Int? = nil, ago: Duration = .zero) throws
        -> PacketLog.Packet
    {
        PacketLog.Packet(
            broadcast: try OutgoingEvent(values: ["e"]).broadcast(namespace: "/", flags: []),
            selection: RoomSelection(rooms: rooms, except: except), home: home, loggedAt: .now - ago)
    }

    private static func session(_ pid: String, ago: Duration = .zero, data: JSONObject = [:]) -> RecoverySession {
        RecoverySession(sid: "s", pid: pid, rooms: ["s"], data: data, lastSent: -1, position: 0, disconnectedAt: .now - ago)
    }

    @Test("gives each loop what it has not delivered; events for one loop do not wake the others")
    func cursors() throws {
        var log = PacketLog(loops: 2)
        log.append(try Self.packet(home: 0))
        #expect(log.isBehind(0) && !log.isBehind(1))
        log.append(try Self.packet())
        log.append(try Self.packet(home: 1))
        #expect(log.isBehind(1))
        #expect(log.take(for: 1, limit: 1).number == 1)
        #expect(log.take(for: 1, limit: 9).packets.count == 1)
        #expect(!log.isBehind(1))
        #expect(log.take(for: 0, limit: 9).packets.count == 3)
        #expect(log.take(for: 0, limit: 9).packets.isEmpty)
        #expect(log.next == 3 && log.count == 3)
    }

    @Test("drops the oldest beyond its bounds, but not what a loop has yet to deliver")
    func trims() throws {
        var log = PacketLog(loops: 1)
        for _ in 0..<10 { log.append(try Self.packet()) }
        log.trim(maxCount: 4, maxBytes: 1 << 20, before: .now - .seconds(9))
        #expect(log.count == 10)
        _ = log.take(for: 0, limit: 8)
        log.trim(maxCount: 4, maxBytes: 1 << 20, before: .now - .seconds(9))
        #expect(log.count == 4 && log.first == 6 && log.evicted == 6)
        #expect(log.missed(from: 5, loop: 0, rooms: []) == nil)
        #expect(log.missed(from: 6, loop: 0, rooms: [])?.map(\.number) == [6, 7])
        #expect(log.missed(from: 11, loop: 0, rooms: []) == nil)
        _ = log.take(for: 0, limit: 8)
        log.trim(maxCount: 4, maxBytes: log.bytes / 2, before: .now - .seconds(9))
        #expect(log.count == 2)
        log.trim(maxCount: 4, maxBytes: 1 << 20, before: .now + .seconds(9))
        #expect(log.count == 0 && log.bytes == 0 && log.next == 10)
        #expect(log.missed(from: 10, loop: 0, rooms: [])?.isEmpty == true)
    }

    @Test("does not grow without bound behind a loop that delivers nothing")
    func stalled() throws {
        var log = PacketLog(loops: 1)
        let packet = try Self.packet()
        for _ in 0..<(PacketLog.maxUndelivered + 1000) {
            log.append(packet)
            log.trim(maxCount: 10, maxBytes: 1 << 20, before: .now - .seconds(60))
        }
        #expect(log.count == PacketLog.maxUndelivered)
        #expect(log.take(for: 0, limit: 1).number == 1000)
    }

    @Test(
        "knows whom an event was for",
        arguments: [
            ([], [], true), (["a"], [], true), (["x"], [], false), (["x", "b"], [], true), ([], ["a"], false), (["a"], ["b"], false),
            (["a"], ["x"], true),
        ] as [([String], [String], Bool)])
    func audience(_ rooms: [String], _ except: [String], _ isFor: Bool) throws {
        #expect(try Self.packet(rooms, except: except).isFor(["a", "b"]) == isFor)
    }

    @Test("drops the oldest sessions beyond its bounds and its time; one that comes again counts as new")
    func sessions() {
        var store = SessionStore()
        for pid in ["a", "b", "c"] { store.insert(Self.session(pid, ago: .seconds(30)), maxCount: 3, maxBytes: 1 << 20) }
        store.insert(Self.session("a"), maxCount: 3, maxBytes: 1 << 20)
        store.insert(Self.session("d"), maxCount: 3, maxBytes: 1 << 20)
        #expect(store.count == 3 && store.evicted == 1)
        #expect(store.take("b") == nil)
        store.dropAll(before: .now - .seconds(10))
        #expect(store.take("c") == nil)
        #expect(store.take("a") != nil && store.take("a") == nil)
        #expect(store.take("d") != nil)
        #expect(store.count == 0 && store.bytes == 0)
    }

    @Test("counts what an application remembers of its clients towards the bound")
    func sessionBytes() {
        var store = SessionStore()
        let large: JSONObject = ["text": .string(String(repeating: "x", count: 50_000))]
        for number in 0..<100 { store.insert(Self.session("\(number)", data: large), maxCount: 1000, maxBytes: 1 << 20) }
        #expect(store.bytes <= 1 << 20)
        #expect((10...21).contains(store.count))
        store.insert(Self.session("huge", data: ["t": .string(String(repeating: "x", count: 2 << 20))]), maxCount: 1000, maxBytes: 1 << 20)
        #expect(store.count == 0)
    }

    @Test("does not keep traces of sessions that were taken out")
    func churn() {
        var store = SessionStore()
        for number in 0..<10_000 {
            store.insert(Self.session("\(number)"), maxCount: 10, maxBytes: 1 << 20)
            _ = store.take("\(number)")
        }
        #expect(store.count == 0 && store.bytes == 0 && store.evicted == 0)
        #expect(store.traces < 200)
    }

    @Test("reads offsets as it wrote them, and nothing else", arguments: [0, 35, 36, 1_000_000, Int.max])
    func offsets(_ number: Int) {
        let offset = RecoveryOffset(epoch: "abc", number: number)
        #expect(RecoveryOffset(offset.text) == offset)
        for text in ["", "-", "abc", "abc-", "a-b-c", "abc--1", "abc-ü", "abc-" + String(repeating: "z", count: 40)] {
            #expect(RecoveryOffset(text) == nil)
        }
    }
}
