import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// Events with typed arguments, acknowledgements, order.
@Suite struct HandlerTests {
    struct Message: Codable, Sendable, Equatable {
        var user: String
        var text: String
    }

    @Test("decodes arguments for handlers of every form")
    func forms() throws {
        let client = try Fixture { io, _ in
            io.onConnection { socket in
                socket.on("void") { socket.emit("void") }
                socket.on("one") { (message: Message) in socket.emit("one", message) }
                socket.on("three") { (a: Int, b: [String], c: Bool?) in socket.emit("three", a, b, c) }
                socket.on("sum") { (a: Int, b: Int) in a + b }
                socket.on("later") { (text: String) async throws -> [String] in
                    try await Task.sleep(for: .milliseconds(1))
                    return [text]
                }
                socket.on("laterVoid") { (text: String) async throws in
                    await Task.yield()
                    socket.emit("laterVoid", text)
                }
                socket.on("explicit") { (acknowledge: Acknowledgement, text: String) in
                    socket.emit("awaited", acknowledge.isAwaited)
                    acknowledge("first", text)
                    acknowledge("second")
                }
            }
        }.joined()
        client.send(#"42["void",1,2]"#)
        #expect(client.read() == #"42["void"]"#)
        client.send(#"42["one",{"text":"hello","user":"alice","more":[]}]"#)
        #expect(client.read() == #"42["one",{"user":"alice","text":"hello"}]"#)
        client.send(#"42["three",1,["x"]]"#)
        #expect(client.read() == #"42["three",1,["x"],null]"#)
        client.send(#"42["sum",1,2]"#)
        client.send(#"420["sum",1,2]"#)
        #expect(client.read() == "430[3]")
        client.send(#"427["later","x"]"#)
        #expect(client.read() == #"437[["x"]]"#)
        client.send(#"42["laterVoid","y"]"#)
        #expect(client.read() == #"42["laterVoid","y"]"#)
        client.send(#"421["explicit","z"]"#)
        #expect(client.read() == #"42["awaited",true]"#)
        #expect(client.read() == #"431["first","z"]"#)
        client.send(#"42["explicit","z"]"#)
        #expect(client.read() == #"42["awaited",false]"#)
    }

    @Test("drops events whose arguments do not fit, says where, and goes on")
    func wrongShapes() async throws {
        let fixture = try Fixture { io, _ in
            io.onConnection { socket in
                socket.on("one") { (room: String, message: Message) in socket.emit("got", room, message) }
                socket.on("async") { (n: Int) async in socket.emit("got", n) }
            }
        }
        let client = try fixture.joined()
        client.send(#"42["one","room",{"user":1,"text":"x"}]"#)
        client.send(#"42["one","room"]"#)
        client.send(#"42["async","1"]"#)
        client.send(#"42["one","room",{"user":"a","text":"x"}]"#)
        #expect(client.read() == #"42["got","room",{"user":"a","text":"x"}]"#)
        #expect(
            fixture.notes.all == [
                #"error: event "one" of /, argument 1: at $[2].user: expected String, found number"#,
                #"error: event "one" of /, argument 1: at $[2]: expected Message, found the end of the array"#,
                #"error: event "async" of /, argument 0: at $[1]: expected Int, found string"#,
            ])
    }

    @Test("runs async handlers of one connection one after the other, in order")
    func order() throws {
        let client = try Fixture { io, _ in
            io.onConnection { socket in
                socket.on("n") { (n: Int) async throws in
                    if n.isMultiple(of: 3) { try await Task.sleep(for: .milliseconds(2)) }
                    socket.emit("n", n)
                }
            }
        }.joined()
        for n in 0..<30 { client.send(#"42["n",\#(n)]"#) }
        for n in 0..<30 { #expect(client.read() == #"42["n",\#(n)]"#) }
    }

    @Test("pauses reading while too many async events wait, and loses none")
    func backPressure() throws {
        var options = SocketIOOptions()
        options.maxWaitingEvents = 4
        let client = try Fixture(options: options) { io, _ in
            io.onConnection { socket in
                socket.on("n") { (n: Int) async throws in
                    try await Task.sleep(for: .microseconds(200))
                    socket.emit("n", n)
                }
            }
        }.joined()
        for n in 0..<200 { client.send(#"42["n",\#(n)]"#) }
        for n in 0..<200 { #expect(client.read() == #"42["n",\#(n)]"#) }
    }

    @Test("delivers acknowledgements to a handler that awaits them")
    func awaitingAcknowledgement() throws {
        let client = try Fixture { io, _ in
            io.onConnection { socket in
                socket.on("ask") { (n: Int) async throws -> Int in
                    let answer: Int = try await socket.emitWithAck("question", n)
                    return answer * 2
                }
            }
        }.joined()
        client.send(#"425["ask",20]"#)
        #expect(client.read() == #"420["question",20]"#)
        client.send("430[21]")
        #expect(client.read() == "435[42]")
    }

    @Test("times acknowledgements out, ignores late and unknown ones, fails them on disconnect")
    func timeouts() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.timeout(.milliseconds(20)).emit("quick", 1) { result in
                    switch result {
                    case .success: notes.add("answered")
                    case .failure(let error): notes.add("\(error)")
                    }
                }
                socket.emit("slow", 1) { values in notes.add("slow \(values)") }
                socket.on("go") { () async in
                    do {
                        let _: Int = try await socket.timeout(.seconds(5)).emitWithAck("never")
                    } catch {
                        notes.add("\(error)")
                    }
                }
            }
        }
        let client = try fixture.joined()
        #expect(client.read() == #"420["quick",1]"#)
        #expect(client.read() == #"421["slow",1]"#)
        #expect(await fixture.notes.wait(for: 1) == ["operation has timed out"])
        client.send("430[]")
        client.send("4399[]")
        client.send(#"431["x",2]"#)
        #expect(await fixture.notes.wait(for: 2) == ["operation has timed out", #"slow ["x", 2]"#])
        client.send(#"42["go"]"#)
        #expect(client.read() == #"422["never"]"#)
        client.send("41")
        #expect(await fixture.notes.wait(for: 3).last == "socket has been disconnected")
    }

    @Test("calls every handler of an event, catch-all ones first, and knows numeric names")
    func several() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.onAny { event, arguments in notes.add("any \(event) \(arguments)") }
                socket.on("a") { (n: Int) in notes.add("first \(n)") }
                socket.on("a") { (n: Int) in notes.add("second \(n)") }
                socket.on("1") { (n: Int) in notes.add("number \(n)") }
                socket.on("gone") { notes.add("gone") }
                socket.off("gone")
            }
        }
        let client = try fixture.joined()
        for packet in [#"42["a",1]"#, "42[1,2]", #"42["gone"]"#, #"42["\u0061",3]"#] { client.send(packet) }
        #expect(
            await fixture.notes.wait(for: 8) == [
                "any a [1]", "first 1", "second 1", "any 1 [2]", "number 2", "any gone []", "any a [3]", "first 3", "second 3",
            ])
    }

    @Test("does not send reserved names or what cannot be encoded, and tells")
    func unsendable() async throws {
        let fixture = try Fixture { io, _ in
            io.onConnection { socket in
                socket.emit("disconnect", 1)
                socket.emit("nan", Double.nan)
                socket.broadcast.emit("connect")
                socket.emit("fine")
            }
        }
        let client = try fixture.joined()
        #expect(client.read() == #"42["fine"]"#)
        #expect(fixture.notes.all.count == 3)
    }
}
