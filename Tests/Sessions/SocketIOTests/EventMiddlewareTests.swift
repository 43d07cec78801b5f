import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// What events pass before their handlers.
@Suite struct EventMiddlewareTests {
    @Test("runs middleware in order before the handlers; a refusal reaches the socket's error handler, not the client")
    func order() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.onAny { event, _ in notes.add("any \(event)") }
                socket.use { event, arguments in notes.add("first \(event) \(arguments)") }
                socket.use { event, _ in
                    if event == "forbidden" { throw EventRefusal("not allowed") }
                    notes.add("second")
                }
                socket.onError { error in socket.emit("mw-error", "\(error.underlying)", error.event) }
                socket.on("fine") { (n: Int) in socket.emit("fine", n) }
                socket.on("forbidden") { notes.add("handled") }
            }
        }
        let client = try fixture.joined()
        client.send(#"421["forbidden"]"#)
        #expect(client.read() == #"42["mw-error","not allowed","forbidden"]"#)
        client.send(#"42["fine",7]"#)
        #expect(client.read() == #"42["fine",7]"#)
        #expect(await fixture.notes.wait(for: 5) == ["any forbidden", "first forbidden []", "any fine", "first fine [7]", "second"])
    }

    @Test("keeps events in order, and their arguments, while middleware awaits")
    func async() throws {
        let client = try Fixture { io, _ in
            io.onConnection { socket in
                socket.use { event, arguments async throws in
                    if arguments.first?.int?.isMultiple(of: 2) == true { try await Task.sleep(for: .milliseconds(1)) }
                    if event == "no" { throw EventRefusal("no") }
                }
                socket.use { _, _ in }
                socket.on("plain") { (n: Int, text: String, data: Binary) in socket.emit("got", n, text, data.bytes.count) }
                socket.on("late") { (n: Int) async in socket.emit("got", n) }
                socket.on("no") { socket.emit("never") }
            }
        }.joined()
        for n in 0..<10 {
            client.send(#"451-["plain",\#(n),"a text of some length \n",{"_placeholder":true,"num":0}]"#)
            client.send(binary: [1, 2, 3])
            client.send(#"42["no",\#(n)]"#)
        }
        for n in 0..<10 { #expect(client.read() == #"42["got",\#(n),"a text of some length \n",3]"#) }
        for n in 0..<4 { client.send(#"42["late",\#(n)]"#) }
        for n in 0..<4 { #expect(client.read() == #"42["got",\#(n)]"#) }
    }

    @Test("drops what middleware let through after the socket has gone")
    func gone() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.use { _, _ async throws in try await Task.sleep(for: .milliseconds(20)) }
                socket.on("x") { notes.add("handled") }
                socket.onDisconnect { _ in notes.add("gone") }
            }
        }
        let client = try fixture.joined()
        client.send(#"42["x"]"#)
        client.send("41")
        #expect(await fixture.notes.wait(for: 1) == ["gone"])
        try await Task.sleep(for: .milliseconds(40))
        #expect(fixture.notes.all == ["gone"])
    }

    @Test("tells the server of refusals where the socket has no error handler")
    func unhandled() async throws {
        let fixture = try Fixture { io, _ in
            io.onConnection { socket in socket.use { _, _ in throw EventRefusal("never") } }
        }
        let client = try fixture.joined()
        client.send(#"42["x"]"#)
        #expect(await fixture.notes.wait(for: 1) == [#"error: event "x" of /: never"#])
    }
}
