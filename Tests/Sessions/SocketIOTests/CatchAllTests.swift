import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// Listeners that see every event, both ways.
@Suite struct CatchAllTests {
    @Test("sees events in the order asked for, until taken off")
    func incoming() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                let first = socket.onAny { event, arguments in notes.add("first \(event) \(arguments)") }
                socket.prependAny { event, _ in notes.add("before \(event)") }
                socket.on("off one") { socket.offAny(first) }
                socket.on("off all") { socket.offAny() }
                socket.on("count") { notes.add("\(socket.listenersAny.count)") }
            }
        }
        let client = try fixture.joined()
        for event in ["off one", "off all", "count"] { client.send(#"42["\#(event)"]"#) }
        #expect(await fixture.notes.wait(for: 4) == ["before off one", "first off one []", "before off all", "0"])
    }

    @Test("sees what is sent to the client: events, questions, broadcasts, binary; no acknowledgements")
    func outgoing() async throws {
        let fixture = try Fixture { io, notes in
            io.of("/a").onConnection { socket in
                socket.onAnyOutgoing { event, arguments in notes.add("\(event) \(arguments)") }
                let extra = socket.prependAnyOutgoing { event, _ in notes.add("before \(event)") }
                socket.offAnyOutgoing(extra)
                socket.on("go") { (acknowledge: Int) -> String in
                    socket.emit("own", acknowledge, ["a": [1]])
                    socket.timeout(.seconds(5)).emit("question", Binary([1])) { _ in }
                    io.of("/a").emit("all", Binary([2, 3]), "x")
                    socket.to("elsewhere").emit("not this one")
                    socket.volatile.emit("volatile")
                    return "\(socket.listenersAnyOutgoing.count)"
                }
            }
        }
        let client = try fixture.joined("/a")
        client.send(#"42/a,7["go",1]"#)
        #expect(client.read() == #"42/a,["own",1,{"a":[1]}]"#)
        #expect(client.read() == #"451-/a,0["question",{"_placeholder":true,"num":0}]"#)
        #expect(client.read() == "<1>")
        #expect(client.read() == #"451-/a,["all",{"_placeholder":true,"num":0},"x"]"#)
        #expect(client.read() == "<2 3>")
        var next = client.read()
        // Dropped when what was sent before has not left yet.
        if next == #"42/a,["volatile"]"# { next = client.read() }
        #expect(next == #"43/a,7["1"]"#)
        #expect(
            await fixture.notes.wait(for: 3).prefix(3) == [#"own [1, {"a":[1]}]"#, #"question ["AQ=="]"#, #"all ["AgM=", "x"]"#])
    }
}
