import TestClient
import Testing
import WayleaveJSON
import WayleaveSocketIO

/// What the admin UI may do to others.
@Suite struct AdminCommandTests {
    private func fixture(commands: Bool) throws -> Fixture {
        try Fixture(loops: 2) { io, _ in
            io.instrument(.forTests(commands: commands))
            io.onConnection { socket in
                socket.on("rooms") { socket.rooms.dropFirst().sorted() }
                socket.on("ping") { "pong" }
            }
        }
    }

    @Test("emits, joins, leaves and disconnects where that is allowed, for everybody or those of a room")
    func allowed() throws {
        let fixture = try fixture(commands: true)
        let page = try AdminPage(fixture)
        let features = try page.next("config").first?["supportedFeatures"]
        #expect(
            features == ["EMIT", "JOIN", "LEAVE", "DISCONNECT", "MJOIN", "MLEAVE", "MDISCONNECT", "AGGREGATED_EVENTS"])
        let (a, b) = (try fixture.joined(), try fixture.joined())

        page.send(#"["emit","/","","hello",1,{"a":null}]"#)
        for client in [a, b] { #expect(client.read() == #"42["hello",1,{"a":null}]"#) }
        page.send(#"["join","/","vip","\#(a.socketID)"]"#)
        page.send(#"["emit","/","vip","to the room"]"#)
        #expect(a.read() == #"42["to the room"]"#)
        page.send(#"["join","/","all",null]"#)
        page.send(#"["emit","/","all","to all"]"#)
        for client in [a, b] { #expect(client.read() == #"42["to all"]"#) }
        a.send(#"421["rooms"]"#)
        #expect(a.read() == #"431[["all","vip"]]"#)
        page.send(#"["leave","/","vip","all"]"#)
        page.send(#"["leave","/","all"]"#)
        page.send(#"["emit","/",null,"done"]"#)
        #expect(a.read() == #"42["done"]"#)
        a.send(#"421["rooms"]"#)
        #expect(a.read() == "431[[]]")
        page.send(#"["_disconnect","/",false,"\#(a.socketID)"]"#)
        #expect(a.read() == "41")
        page.send(#"["_disconnect","/",true]"#)
        #expect(b.read() == #"42["done"]"#)
        #expect(b.read() == "41")
        #expect(b.read() == "closed")
    }

    @Test("carries out no command that is malformed, and makes no namespace")
    func malformed() async throws {
        let fixture = try fixture(commands: true)
        let page = try AdminPage(fixture)
        let client = try fixture.joined()
        let commands = [
            #"["emit","/made","","x"]"#, #"["emit","/",["a"],"x"]"#, #"["emit","/",5,"x"]"#, #"["emit","/"]"#, #"["emit","/","",7]"#,
            #"["join","/"]"#, #"["join","/",""]"#, #"["leave","/",{}]"#, #"["_disconnect"]"#, #"["_disconnect","/",true,{"a":1}]"#,
            #"["emit","/","","connect_error",{}]"#,
        ]
        for command in commands { page.send(command) }
        #expect(await fixture.notes.wait(for: commands.count).count == commands.count)
        client.send(#"421["ping"]"#)
        #expect(client.read() == #"431["pong"]"#)
        #expect(fixture.io.namespaces.map(\.name) == ["/", "/admin"])
    }

    @Test("does nothing where commands are not allowed, which is the default")
    func readOnly() throws {
        #expect(!AdminOptions().allowsCommands)
        let fixture = try fixture(commands: false)
        let page = try AdminPage(fixture)
        #expect(try page.next("config").first?["supportedFeatures"] == ["AGGREGATED_EVENTS"])
        let client = try fixture.joined()
        for command in [#"["emit","/","","x"]"#, #"["join","/","r",null]"#, #"["_disconnect","/",true]"#] { page.send(command) }
        // Reports go on: the commands before have been read.
        for _ in 0..<3 { _ = try page.next("server_stats") }
        client.send(#"421["rooms"]"#)
        #expect(client.read() == "431[[]]")
    }
}
