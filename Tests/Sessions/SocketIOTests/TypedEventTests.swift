import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

private struct Post: Codable, Sendable, Equatable {
    var user: String
    var text: String
}

private struct Stamp: Codable, Sendable, Equatable {
    var id: Int
}

extension Event {
    fileprivate static var post: Event<Post, Stamp> { .init("chat:message") }
    fileprivate static var keys: Event<String, Bool, Void> { .init("typing") }
    fileprivate static var reset: Event<Void> { .init("refresh") }
}

private enum Chat {
    static let later = Event<Post, Stamp>("later")
    static let data = Event<Binary, Void>("data")
}

/// Events that are declared once.
@Suite struct TypedEventTests {
    @Test("are handled and sent by their declarations, with several arguments, none, and acknowledgements")
    func bothWays() throws {
        let client = try Fixture { io, _ in
            io.onConnection { socket in
                socket.join("lobby")
                socket.on(.post) { message in Stamp(id: message.text.utf8.count) }
                socket.on(.keys) { user, isTyping in io.to("lobby").emit(.keys, user, !isTyping) }
                socket.once(.reset) { socket.emit(.reset) }
                socket.on(Chat.later) { message async throws in
                    await Task.yield()
                    return Stamp(id: -message.user.utf8.count)
                }
                socket.on(Chat.data) { data in io.emit(Chat.data, data) }
            }
        }.joined()
        client.send(#"421["chat:message",{"user":"alice","text":"hello"}]"#)
        #expect(client.read() == #"431[{"id":5}]"#)
        client.send(#"422["later",{"user":"alice","text":"hello"}]"#)
        #expect(client.read() == #"432[{"id":-5}]"#)
        client.send(#"42["typing","bob",true]"#)
        #expect(client.read() == #"42["typing","bob",false]"#)
        client.send(#"42["refresh"]"#)
        client.send(#"42["refresh"]"#)
        client.send(#"451-["data",{"_placeholder":true,"num":0}]"#)
        client.send(binary: [9])
        #expect(client.read() == #"42["refresh"]"#)
        #expect(client.read() == #"451-["data",{"_placeholder":true,"num":0}]"#)
        #expect(client.read() == "<9>")
    }

    @Test("ask the client and get its answer as declared, or why not")
    func asking() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.on("ask") { () async in
                    do {
                        let receipt = try await socket.timeout(.seconds(5)).emitWithAck(.post, Post(user: "s", text: "t"))
                        notes.add("\(receipt.id)")
                    } catch { notes.add("\(error)") }
                }
                socket.on("call") {
                    socket.emit(.post, Post(user: "s", text: "t")) { result in
                        switch result {
                        case .success(let receipt): notes.add("\(receipt.id)")
                        case .failure(let error): notes.add("\(error)")
                        }
                    }
                }
            }
        }
        let client = try fixture.joined()
        for (id, event, answer) in [
            (0, "ask", #"[{"id":7}]"#), (1, "ask", #"[{"id":"7"}]"#), (2, "call", "[]"), (3, "call", #"[{"id":8},1]"#),
        ] {
            client.send(#"42["\#(event)"]"#)
            #expect(client.read() == #"42\#(id)["chat:message",{"user":"s","text":"t"}]"#)
            client.send("43\(id)\(answer)")
        }
        #expect(
            await fixture.notes.wait(for: 4) == [
                "7", "at $[0].id: expected Int, found string", "at $[0]: expected Stamp, found the end of the array", "8",
            ])
    }

    @Test("of the wrong shape are told with path, expectation and what was found, and change nothing else")
    func wrongShapes() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.on(.post) { message in Stamp(id: message.text.utf8.count) }
                socket.on(.keys) { _, _ in }
                socket.onError { notes.add("\($0.argument ?? -1) \($0.underlying)") }
            }
        }
        let client = try fixture.joined()
        for arguments in ["", ",1", #",{"user":"a"}"#, #",{"user":"a","text":null}"#, #",{"user":"a","text":["x"]}"#] {
            client.send("421[\"chat:message\"\(arguments)]")
        }
        client.send(#"42["typing","a",{"deep":[[[1]]]}]"#)
        client.send(#"422["chat:message",{"user":"alice","text":"hello"}]"#)
        #expect(client.read() == #"432[{"id":5}]"#)
        #expect(
            fixture.notes.all == [
                "0 at $[1]: expected Post, found the end of the array", "0 at $[1]: expected an object, found number",
                "0 at $[1]: the member \"text\" is missing", "0 at $[1].text: expected String, found null",
                "0 at $[1].text: expected String, found array", "1 at $[2]: expected Bool, found object",
            ])
    }
}
