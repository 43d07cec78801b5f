import Foundation
import TestClient
import Testing
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

/// What a socket offers besides events with handlers.
@Suite struct SocketTests {
    @Test("tells all that is known of the client's handshake")
    func handshake() throws {
        let fixture = try Fixture { io, _ in
            io.of("/a").onConnection { socket in
                let handshake = socket.handshake
                socket.emit(
                    "handshake", handshake.auth, handshake.query.keys.sorted(), handshake.query["x y"], handshake.query("token"),
                    handshake.url, handshake.address, handshake.isSecure,
                    handshake.isCrossDomain, handshake.headers["x-test"], handshake.namespace)
                let age = Date().timeIntervalSince1970 * 1000 - Double(handshake.issued)
                socket.emit(
                    "time", (-2000...60_000).contains(age), handshake.time.hasSuffix(" GMT+0000 (Coordinated Universal Time)"),
                    handshake.time.utf8.count)
            }
        }
        let client = try fixture.client(query: "&x%20y=1+2&x%20y=3&token=%7B")
        try client.join("/a", auth: #"{"token":"t"}"#)
        #expect(
            client.read()
                == #"42/a,["handshake",{"token":"t"},["EIO","token","transport","x y"],"1 2","{","#
                + #""/socket.io/?EIO=4&transport=websocket&x%20y=1+2&x%20y=3&token=%7B","127.0.0.1",false,false,"yes","/a"]"#)
        #expect(client.read() == #"42/a,["time",true,true,62]"#)
    }

    @Test("shows the engine's session, and its messages to whoever asks")
    func conn() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.conn.onPacket { packet in notes.add(packet.isBinary ? "\(packet.bytes)" : packet.text) }
                socket.conn.onClose { reason in notes.add("closed: \(reason)") }
                socket.on("conn") { (_: Binary) in
                    let conn = socket.conn
                    socket.emit(
                        "conn", conn.id, conn.transport, conn.protocolVersion, conn.remoteAddress, conn.isUpgraded, conn.isOpen,
                        conn.namespaces)
                    conn.close()
                    socket.emit("never")
                }
            }
        }
        let client = try fixture.joined()
        client.send(#"451-["conn",{"_placeholder":true,"num":0}]"#)
        client.send(binary: [1])
        #expect(client.read() == #"42["conn","\#(client.sessionID)","websocket",4,"127.0.0.1",false,true,["/"]]"#)
        #expect(client.read() == "closed")
        #expect(
            await fixture.notes.wait(for: 3) == [
                #"51-["conn",{"_placeholder":true,"num":0}]"#, "[1]", "closed: forced close",
            ])
    }

    @Test("sends \"message\" events by send and write, to one, a namespace, everybody")
    func send() throws {
        let client = try Fixture { io, _ in
            io.onConnection { socket in
                socket.on("go") {
                    socket.send("a", 1)
                    socket.write("b")
                    io.send("c")
                    io.write("d")
                    socket.volatile.emit("dropped or not")
                }
            }
        }.joined()
        client.send(#"42["go"]"#)
        for arguments in [#""a",1"#, #""b""#, #""c""#, #""d""#] { #expect(client.read() == "42[\"message\",\(arguments)]") }
    }

    @Test("handles an event once, or until a handler is taken off")
    func once() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.once("x") { (n: Int) in notes.add("once \(n)") }
                socket.once("x") { (n: Int) async in notes.add("once later \(n)") }
                let listener = socket.on("x") { (n: Int) in notes.add("on \(n)") }
                socket.once("ask") { (n: Int) -> Int in n + 1 }
                socket.on("stop") {
                    notes.add("\(socket.listenerCount("x"))")
                    socket.off(listener)
                    notes.add("\(socket.listenerCount("x"))")
                    socket.off()
                }
            }
        }
        let client = try fixture.joined()
        client.send(#"421["ask",1]"#)
        client.send(#"422["ask",1]"#)
        #expect(client.read() == "431[2]")
        for packet in [#"42["x",1]"#, #"42["x",2]"#, #"42["stop"]"#, #"42["x",3]"#, #"42["stop"]"#] { client.send(packet) }
        let notes = await fixture.notes.wait(for: 6)
        #expect(notes.filter { $0 != "once later 1" } == ["once 1", "on 1", "on 2", "1", "0"])
        #expect(notes.contains("once later 1"))
    }

    @Test("runs a handler for one event once although it causes the event's next dispatch itself")
    func onceNested() throws {
        let client = try Fixture { io, _ in
            io.onConnection { socket in
                socket.once("x") {
                    socket.emit("got")
                    socket.once("x") { socket.emit("got again") }
                }
            }
        }.joined()
        for _ in 0..<3 { client.send(#"42["x"]"#) }
        client.send("41")
        #expect(client.read() == #"42["got"]"#)
        #expect(client.read() == #"42["got again"]"#)
        client.send("40")
        #expect(client.read().hasPrefix("40"))
    }

    @Test("says at once that a handler for the server's own events would never be called")
    func reservedHandlers() async throws {
        let fixture = try Fixture { io, _ in
            io.onConnection { socket in socket.on("disconnect") { (_: String) in } }
        }
        _ = try fixture.joined()
        #expect(
            await fixture.notes.wait(for: 1) == [
                #"error: event "disconnect" of /: "disconnect" is not an event of the client; use socket.onDisconnect"#
            ])
    }

    @Test("survives what handlers throw and tells of it")
    func throwing() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.on("sync") { throw EventRefusal("sync") }
                socket.on("async") { () async throws in throw EventRefusal("async") }
                socket.on("ask") { () throws -> Int in throw EventRefusal("ask") }
                socket.on("ping") { "pong" }
            }
        }
        let client = try fixture.joined()
        for event in ["sync", "async", "ask"] { client.send(#"421["\#(event)"]"#) }
        client.send(#"422["ping"]"#)
        #expect(client.read() == #"432["pong"]"#)
        #expect(
            await fixture.notes.wait(for: 3).sorted() == [
                #"error: event "ask" of /: ask"#, #"error: event "async" of /: async"#, #"error: event "sync" of /: sync"#,
            ])
    }

    @Test("answers the acknowledgement of an event of the wrong shape only where that was asked for", arguments: [false, true])
    func invalidArguments(acknowledges: Bool) async throws {
        struct User: Decodable { var name: String }
        struct Post: Decodable { var user: User }
        var options = SocketIOOptions()
        options.acknowledgesInvalidArguments = acknowledges
        let fixture = try Fixture(options: options) { io, _ in
            io.onConnection { socket in
                socket.on("post") { (post: Post, n: Int) -> String in post.user.name }
            }
        }
        let client = try fixture.joined()
        client.send(#"425["post",{"user":{"name":1}},2]"#)
        client.send(#"426["post",{"user":{"name":"a"}}]"#)
        client.send(#"427["post",{"user":{"name":"b"}},2]"#)
        if acknowledges {
            #expect(
                client.read()
                    == #"435[{"error":"invalid arguments","argument":0,"path":"$[1].user.name","#
                    + #""message":"at $[1].user.name: expected String, found number"}]"#)
            #expect(
                client.read()
                    == #"436[{"error":"invalid arguments","argument":1,"path":"$[2]","#
                    + #""message":"at $[2]: expected Int, found the end of the array"}]"#)
        }
        #expect(client.read() == #"437["b"]"#)
        #expect(
            fixture.notes.all == [
                #"error: event "post" of /, argument 0: at $[1].user.name: expected String, found number"#,
                #"error: event "post" of /, argument 1: at $[2]: expected Int, found the end of the array"#,
            ])
    }

    @Test("counts acknowledgement ids for a whole namespace, and each namespace for itself")
    func acknowledgementIDs() throws {
        let fixture = try Fixture { io, _ in
            for name in ["/", "/a"] {
                io.of(name).onConnection { socket in socket.on("go") { socket.emit("ask") { (_: [JSONValue]) in } } }
            }
        }
        let (a, b) = (try fixture.joined(), try fixture.joined())
        try a.join("/a")
        a.send(#"42["go"]"#)
        #expect(a.read() == #"420["ask"]"#)
        b.send(#"42["go"]"#)
        #expect(b.read() == #"421["ask"]"#)
        a.send(#"42/a,["go"]"#)
        #expect(a.read() == #"42/a,0["ask"]"#)
    }

    @Test("carries on with settings from one socket to its broadcasts")
    func emitters() throws {
        let fixture = try Fixture { io, _ in
            io.onConnection { socket in
                socket.join("room")
                socket.on("go") {
                    socket.compress(false).broadcast.emit("a")
                    socket.compress(false).to("room").emit("b")
                    socket.local.emit("c")
                    socket.except("room").emit("nobody")
                    io.compress(false).emit("d")
                    socket.compress(false).emit("e")
                }
            }
        }
        let (a, b) = (try fixture.joined(), try fixture.joined())
        a.send(#"42["go"]"#)
        #expect([a.read(), a.read()] == [#"42["d"]"#, #"42["e"]"#])
        #expect([b.read(), b.read(), b.read(), b.read()] == [#"42["a"]"#, #"42["b"]"#, #"42["c"]"#, #"42["d"]"#])
    }
}
