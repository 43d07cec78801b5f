import TestClient
import Testing
import WayleaveEventLoop
import WayleaveJSON
import WayleaveServer

@testable import WayleaveSocketIO

/// Connection state recovery as clients see it; after packages/socket.io/test/connection-state-recovery.ts.
@Suite struct RecoveryTests {
    @Test("gives a client that comes back its id, rooms, data and the events it missed, before the reply", arguments: [1, 3])
    func recovers(_ loops: Int) async throws {
        let fixture = try Fixture.recovering(loops: loops)
        var session = try await fixture.lostClient(rooms: ["room1", "room2"])
        fixture.io.emit("hello1")
        fixture.io.to("room1").emit("hello2", Binary([1, 2]))
        fixture.io.to("elsewhere").emit("not for it")
        fixture.io.except("room2").emit("nor this")
        fixture.io.volatile.emit("nor what may get lost")

        let client = try fixture.client()
        let (missed, again) = try client.connect(auth: session.auth)
        #expect(again.sid == session.sid)
        #expect(again.pid == session.pid)
        try #require(missed.count == 4)
        #expect(try Client.event(missed[0]).dropLast() == ["to the absent", 3])
        #expect(try Client.event(missed[1]).dropLast() == ["hello1"])
        #expect(missed[2].hasPrefix(#"451-["hello2",{"_placeholder":true,"num":0},""#) && missed[2].hasSuffix(#""]"#))
        #expect(missed[3] == "<1 2>")
        #expect(try client.readEvent(&session) == ["back", ["room1", "room2"], ["v": 7]])
        fixture.io.to("room2").emit("alive")
        #expect(try client.readEvent(&session) == ["alive"])
        let counts = try #require(fixture.io.of("/").recoveryCounts)
        #expect(counts.recovered == 1 && counts.failed.isEmpty && counts.sessions == 0)
    }

    @Test("recovers over polling, with everything in one response")
    func polling() async throws {
        let fixture = try Fixture.recovering()
        let session = try await fixture.lostClient()
        fixture.io.emit("hello1")
        let client = try RawClient(port: fixture.running.address.port)
        let open = try client.request("GET", "/socket.io/?EIO=4&transport=polling").text
        let target = "/socket.io/?EIO=4&transport=polling&sid=\(open.dropFirst(9).prefix(20))"
        _ = try client.request("POST", target, [("Content-Type", "text/plain")], body: "40" + session.auth)
        let packets = try client.request("GET", target).text.split(separator: "\u{1E}")
        #expect(packets.map { $0.prefix(6) } == ["42[\"to", "42[\"he", "40{\"si", "42[\"ba"])
        #expect(packets[2] == "40{\"sid\":\"\(session.sid)\",\"pid\":\"\(session.pid)\"}")
    }

    @Test("does not ask middleware again unless told to", arguments: [true, false])
    func middleware(_ isSkipped: Bool) async throws {
        let fixture = try Fixture.recovering {
            $0.skipMiddlewares = isSkipped
        } _: { io, notes in
            io.use { handshake, data in
                notes.add("asked")
                if handshake.auth["pid"] != nil { data["again"] = true }
                if handshake.auth["refuse"] != nil { throw ConnectError("no") }
            }
        }
        var session = try await fixture.lostClient()
        let client = try fixture.client()
        #expect(try client.connect(auth: session.auth).session.sid == session.sid)
        let data: JSONValue = isSkipped ? ["v": 7] : ["v": 7, "again": true]
        #expect(try client.readEvent(&session) == ["back", [], data])
        #expect(fixture.notes.all.count == (isSkipped ? 1 : 2))
    }

    @Test("sends nothing that was missed to a client that middleware refuses")
    func refused() async throws {
        let fixture = try Fixture.recovering {
            $0.skipMiddlewares = false
        } _: { io, _ in
            io.use { handshake in if handshake.auth["pid"] != nil { throw ConnectError("no") } }
        }
        let session = try await fixture.lostClient()
        let client = try fixture.client()
        client.send("40" + session.auth)
        #expect(client.read() == #"44{"message":"no"}"#)
    }

    @Test(
        "lets a client whose session or offset is unknown join as a new one, and says why",
        arguments: [
            (#"{"pid":"foo","offset":"bar"}"#, "unknown session"), (#"{"pid":"foo"}"#, "unknown session"),
            (#"{"pid":"PID","offset":"bar"}"#, "unknown offset"), (#"{"pid":"PID","offset":""}"#, "unknown offset"),
            (#"{"pid":"PID","offset":"0-0"}"#, "unknown offset"), (#"{"pid":"PID","offset":"EPOCH-zzzzzzzzzzzz"}"#, "unknown offset"),
            (#"{"pid":"PID","offset":"EPOCH--1"}"#, "unknown offset"), (#"{"pid":"PID"}"#, "unknown offset"),
            (#"{"pid":"PID","offset":5}"#, "unknown offset"), (#"{"pid":7,"offset":"x"}"#, ""),
        ])
    func unknown(_ auth: String, _ reason: String) async throws {
        let fixture = try Fixture.recovering()
        let session = try await fixture.lostClient(rooms: ["room1"])
        let epoch = session.offset?.prefix { $0 != "-" } ?? ""
        let client = try fixture.client()
        let auth = auth.replacing("PID", with: session.pid).replacing("EPOCH", with: epoch)
        let (missed, again) = try client.connect(auth: auth)
        #expect(missed.isEmpty)
        #expect(again.sid != session.sid && again.pid != session.pid)
        client.send("42[\"mark\"]")
        if reason.isEmpty { return #expect(client.read() == "42[\"mark\"]") }
        #expect(try Client.event(client.read()).prefix(2) == ["new", .string(reason)])
        let failure = try #require(RecoveryFailure(rawValue: reason))
        #expect(fixture.io.of("/").recoveryCounts?.failed == [failure: 1])
        #expect(fixture.notes.all == [#"error: event "connect" of /: connection state not recovered: \#(reason)"#])
    }

    @Test("costs nothing when off: no private id, no offsets, and what a client quotes is ignored")
    func off() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                notes.add("\(socket.recovered) \(String(describing: socket.recoveryFailure)) \(socket.recovery == nil)")
                socket.emit("hello")
            }
        }
        let client = try fixture.client()
        let (_, session) = try client.connect(auth: #"{"pid":"foo","offset":"bar"}"#)
        #expect(session.pid.isEmpty)
        #expect(client.read() == #"42["hello"]"#)
        #expect(fixture.io.of("/").recoveryCounts == nil)
        #expect(await fixture.notes.wait(for: 1) == ["false nil true"])
    }

    @Test(
        "forgets clients that part on purpose or break the protocol",
        arguments: ["41", #"42["bye",false]"#, #"42["bye",true]"#, "4x", "42{}"])
    func onPurpose(_ packet: String) async throws {
        let fixture = try Fixture.recovering()
        let client = try fixture.client()
        var session = try client.connect().session
        fixture.io.emit("first")
        _ = try client.readEvent(&session)
        client.send(packet)
        try await eventually("it is gone") { try await fixture.io.fetchSockets().isEmpty }
        #expect(fixture.io.of("/").recoveryCounts?.sessions == 0)
        let (missed, again) = try fixture.client().connect(auth: session.auth)
        #expect(missed.isEmpty && again.sid != session.sid)
    }

    @Test("appends no offset to events that ask for an acknowledgement or may get lost")
    func withoutOffset() async throws {
        let fixture = try Fixture.recovering { _ in
        } _: { io, _ in
            io.onConnection { socket in
                socket.on("ask") { socket.emit("question", 1) { _ in } }
            }
        }
        let client = try fixture.client()
        _ = try client.connect()
        client.send("42[\"ask\"]")
        #expect(client.read().hasSuffix(#"["question",1]"#))
        fixture.io.volatile.emit("v", 1)
        #expect(client.read() == #"42["v",1]"#)
        fixture.io.timeout(.seconds(1)).emit("all", values: [1], acknowledgement: { _ in })
        #expect(client.read().hasSuffix(#"["all",1]"#))
        #expect(fixture.io.of("/").recoveryCounts?.packets == 0)
    }

    @Test("lets a private id be used once: whoever knows it cannot take the place of a client that is there")
    func once() async throws {
        let fixture = try Fixture.recovering()
        let session = try await fixture.lostClient()
        let client = try fixture.client()
        #expect(try client.connect(auth: session.auth).session.sid == session.sid)
        #expect(try fixture.client().connect(auth: session.auth).session.sid != session.sid)
    }

    @Test("forgets clients that are away and are disconnected meanwhile, and no others")
    func banned() async throws {
        let fixture = try Fixture.recovering()
        let banned = try await fixture.lostClient(rooms: ["banned"])
        let other = try await fixture.lostClient(rooms: ["room1"])
        fixture.io.in("banned").disconnectSockets()
        let clients = try (0..<2).map { _ in try fixture.client() }
        #expect(try clients[0].connect(auth: banned.auth).session.sid != banned.sid)
        #expect(try clients[1].connect(auth: other.auth).session.sid == other.sid)
    }

    @Test("forgets clients that stay away too long, also without traffic")
    func expires() async throws {
        let fixture = try Fixture.recovering { $0.maxDisconnectionDuration = .milliseconds(60) }
        let session = try await fixture.lostClient()
        try await fixture.expectSessions(0)
        try await eventually("the events are forgotten") { fixture.io.of("/").recoveryCounts?.packets == 0 }
        let client = try fixture.client()
        #expect(try client.connect(auth: session.auth).session.sid != session.sid)
        #expect(try Client.event(client.read()).prefix(2) == ["new", "unknown session"])
    }

    @Test("keeps within its bounds: the oldest events and clients are forgotten first")
    func bounds() async throws {
        let fixture = try Fixture.recovering {
            $0.maxPackets = 20
            $0.maxSessions = 2
        }
        let oldest = try await fixture.lostClient()
        let behind = try await fixture.lostClient()
        let late = try fixture.client()
        var session = try late.connect().session
        for number in 0..<50 { fixture.io.emit("n", number) }
        for _ in 0..<50 { _ = try late.readEvent(&session) }
        late.leave()
        try await eventually("the oldest session is forgotten") { fixture.io.of("/").recoveryCounts?.evictedSessions == 1 }
        let counts = try #require(fixture.io.of("/").recoveryCounts)
        #expect(counts.packets <= 20 && counts.sessions == 2 && counts.evictedPackets > 30)
        let clients = try (0..<2).map { _ in try fixture.client() }
        #expect(try clients[0].connect(auth: oldest.auth).session.sid != oldest.sid)
        #expect(try clients[1].connect(auth: behind.auth).session.sid != behind.sid)
        #expect(fixture.io.of("/").recoveryCounts?.failed == [.unknownSession: 1, .unknownOffset: 1])
        #expect(try fixture.client().connect(auth: session.auth).session.sid == session.sid)
    }

    @Test("recovers a client that had seen everything it was sent, however much others were sent meanwhile")
    func quiet() async throws {
        let fixture = try Fixture.recovering { $0.maxPackets = 5 }
        let client = try fixture.client()
        var session = try client.connect().session
        let silent = try fixture.client()
        let never = try silent.connect().session
        fixture.io.to(session.sid).emit("first")
        _ = try client.readEvent(&session)
        for _ in 0..<100 { fixture.io.to("others").emit("noise") }
        client.leave()
        silent.leave()
        try await fixture.expectSessions(2)
        #expect(try fixture.client().connect(auth: session.auth).session.sid == session.sid)
        #expect(try fixture.client().connect(auth: never.auth).session.sid == never.sid)
    }
}
