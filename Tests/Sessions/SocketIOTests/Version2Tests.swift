import TestClient
import Testing
import WayleaveEventLoop
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

/// Clients of Socket.IO 2, over Engine.IO 3, where `allowEIO3` admits them.
@Suite("Socket.IO 2 clients")
struct Version2Tests {
    private func fixture(_ configure: (SocketIO, Notes) -> Void) throws -> Fixture {
        var options = SocketIOOptions()
        options.allowEIO3 = true
        return try Fixture(options: options, configure)
    }

    private func client(_ fixture: Fixture) throws -> Client {
        try fixture.client(revision: 3)
    }

    @Test("such a client is in the main namespace from the start, and its socket has the session's id")
    func main() async throws {
        let fixture = try fixture { io, notes in
            io.onConnection { socket in
                notes.add(socket.id)
                socket.emit("welcome", 1)
                socket.on("echo") { (text: String) -> String in text }
            }
        }
        let client = try client(fixture)
        #expect(client.read() == "40")
        #expect(client.read() == #"42["welcome",1]"#)
        #expect(await fixture.notes.wait(for: 1) == [client.sessionID])
        client.send(#"427["echo","a"]"#)
        #expect(client.read() == #"437["a"]"#)
    }

    @Test("a namespace's query becomes the handshake's auth, and the socket's id has the namespace in front")
    func namespaceQuery() async throws {
        let fixture = try fixture { io, notes in
            io.of("/the-namespace").onConnection { socket in
                notes.add("\(socket.id) \(socket.handshake.auth["test"]?.string ?? "") \(socket.handshake.auth["b c"]?.string ?? "")")
                socket.onRaw("x") { arguments, _ in socket.emit("x-back", values: arguments) }
            }
        }
        let client = try client(fixture)
        #expect(client.read() == "40")
        client.send("40/the-namespace?test=123&b%20c=d+e,")
        #expect(client.read() == "40/the-namespace,")
        #expect(await fixture.notes.wait(for: 1) == ["/the-namespace#\(client.sessionID) 123 d e"])
        client.send(#"42/the-namespace,["x",1]"#)
        #expect(client.read() == #"42/the-namespace,["x-back",1]"#)
        client.send("40/nowhere?a=b,")
        #expect(client.read() == #"44/nowhere,"Invalid namespace""#)
    }

    @Test("what refuses it is sent as it is")
    func refusal() async throws {
        let fixture = try fixture { io, _ in
            io.use { _ in throw ConnectError("no entry") }
            io.of("/data").use { _ in throw ConnectError("no entry", data: ["code": 42]) }
        }
        let client = try client(fixture)
        #expect(client.read() == #"44"no entry""#)
        client.send("40/data,")
        #expect(client.read() == #"44/data,{"code":42}"#)
    }

    @Test("binary attachments travel both ways with the packet type in front")
    func binary() async throws {
        let fixture = try fixture { io, _ in
            io.onConnection { socket in socket.onRaw("x") { arguments, _ in socket.emit("x-back", values: arguments) } }
        }
        let client = try client(fixture)
        #expect(client.read() == "40")
        client.send(#"451-["x",{"_placeholder":true,"num":0}]"#)
        client.send(binary: [4, 1, 2, 3])
        #expect(client.read() == #"451-["x-back",{"_placeholder":true,"num":0}]"#)
        #expect(client.read() == "<4 1 2 3>")
    }

    @Test("a broadcast reaches clients of both revisions, each in its own form")
    func broadcast() async throws {
        let fixture = try fixture { io, _ in
            io.onConnection { socket in socket.on("all") { (text: String) in io.emit("all", text, Binary([7])) } }
        }
        let old = try client(fixture)
        #expect(old.read() == "40")
        let new = try fixture.joined()
        new.send(#"42["all","hello"]"#)
        for client in [old, new] { #expect(client.read() == #"451-["all","hello",{"_placeholder":true,"num":0}]"#) }
        #expect(old.read() == "<4 7>")
        #expect(new.read() == "<7>")
    }

    @Test("without the option such a client is refused")
    func refusedByDefault() throws {
        let fixture = try Fixture { _, _ in }
        let reply = try RawClient(port: fixture.running.address.port).upgrade("/socket.io/?EIO=3&transport=websocket")
        #expect(reply.status == 400)
        #expect(reply.text == "Unsupported protocol version")
    }
}
