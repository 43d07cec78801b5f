import TestClient
import Testing
import WayleaveEventLoop
import WayleaveJSON
import WayleaveServer
import WayleaveSocketIO

/// What the admin UI is shown.
@Suite struct AdminShowingTests {
    @Test("reports the server's figures again and again, and in production nothing else")
    func production() throws {
        let fixture = try Fixture(loops: 2) { io, _ in
            io.instrument(.forTests())
            io.onConnection { socket in
                socket.onRaw("echo") { arguments, _ in socket.emit("echo", values: arguments) }
            }
        }
        let page = try AdminPage(fixture)
        #expect(try page.all(until: "server_stats").map { $0.first?.string } == ["session", "config", "server_stats"])
        let client = try fixture.joined()
        client.send(#"42["echo",1]"#)
        #expect(client.read() == #"42["echo",1]"#)
        var counts: [String: Int] = [:]
        func count(until isEnough: () -> Bool) throws -> JSONValue {
            while true {
                let stats = try page.next("server_stats")[0]
                for event in stats["aggregatedEvents"]?.array ?? [] {
                    counts[[event["type"]?.string, event["subType"]?.string].compactMap { $0 }.joined(separator: " "), default: 0] +=
                        event["count"]?.int ?? 0
                    #expect((event["timestamp"]?.int ?? 1) % 1000 == 0)
                }
                if isEnough() { return stats }
            }
        }
        let stats = try count { counts["rawConnection", default: 0] > 0 && counts["packetsOut", default: 0] > 1 }
        #expect(counts["rawConnection"] == 1 && counts["packetsIn", default: 0] >= 2 && counts["bytesIn", default: 0] >= 12)
        #expect(counts["bytesOut", default: 0] > 20)
        #expect(stats["clientsCount"] == 2 && stats["pollingClientsCount"] == 0 && stats["droppedMessages"] == nil)
        #expect(stats["namespaces"] == [["name": "/", "socketsCount": 1], ["name": "/admin", "socketsCount": 1]])
        #expect(stats["serverId"]?.string == "\(stats["hostname"]?.string ?? "")#\(stats["pid"]?.int ?? 0)")
        #expect((stats["uptime"]?.double ?? -1) >= 0)
        client.leave()
        _ = try count { counts["rawDisconnection transport close"] == 1 }
    }

    @Test("describes all sockets in development, without their secrets")
    func allSockets() throws {
        let fixture = try Fixture { io, _ in
            io.instrument(.forTests(.development))
            io.onConnection { socket in
                socket.data["seat"] = 7
                socket.join("lobby")
                socket.emit("ready")
            }
        }
        let client = try fixture.client(query: "&token=hush&a=b")
        try client.join(auth: #"{"password":"hush"}"#)
        #expect(client.read() == #"42["ready"]"#)
        let page = try AdminPage(fixture)
        #expect(try page.next("config")[0]["supportedFeatures"] == ["AGGREGATED_EVENTS", "ALL_EVENTS"])
        let sockets = try page.next("all_sockets")[0].array ?? []
        #expect(sockets.map { $0["nsp"] } == ["/", "/admin"])
        let shown = try #require(sockets.first)
        #expect(shown["id"]?.string == client.socketID && shown["transport"] == "websocket")
        #expect(shown["rooms"] == [.string(client.socketID), "lobby"] && shown["data"] == ["seat": 7])
        let handshake = try #require(shown["handshake"])
        #expect(handshake["url"] == "/socket.io/?EIO=4&transport=websocket&token=(redacted)&a=b")
        #expect(handshake["query"] == ["EIO": "4", "transport": "websocket", "token": "(redacted)", "a": "b"])
        #expect(handshake["headers"]?["x-test"] == "yes" && handshake["auth"] == nil)
        #expect(handshake["secure"] == false && handshake["xdomain"] == false && handshake["address"] == "127.0.0.1")
        #expect(handshake["issued"]?.int != nil && handshake["time"]?.string != nil)
        let everything = "\(JSONValue.array(sockets))"
        #expect(!everything.contains("hush") && !everything.contains("_adminSession"))
        #expect(!everything.contains(client.sessionID.prefix(12)), "the session's id is a secret")
    }

    @Test("tells of sockets, rooms and events in development, as they happen")
    func development() throws {
        let fixture = try Fixture(loops: 2) { io, _ in
            io.instrument(.forTests(.development))
            let handle: @Sendable (Socket) -> Void = { socket in
                socket.on("go") { (number: Int) in
                    socket.join("room")
                    socket.data["v"] = ["n": .number(JSONNumber(number))]
                    socket.emit("gone", number, Binary([1]))
                    socket.leave("room")
                }
            }
            io.onConnection(handle)
            io.of(/^\/dyn-/).onConnection(handle)
        }
        let page = try AdminPage(fixture)
        _ = try page.next("all_sockets")
        for namespace in ["/", "/dyn-1"] {
            let client = try fixture.joined(namespace)
            let (name, id) = (JSONValue.string(namespace), JSONValue.string(client.socketID))
            let connected = try page.next("socket_connected") { $0[0]["id"] == id }
            #expect(connected[0]["nsp"] == name && connected[0]["rooms"] == [id])
            #expect(connected[1].string?.hasSuffix("Z") == true && connected[1].string?.utf8.count == 24)
            client.send(namespace == "/" ? #"42["go",5]"# : #"42/dyn-1,["go",5]"#)
            let received = try page.next("event_received")
            #expect(received.prefix(3) == [name, id, ["go", 5]] && received.count == 4)
            #expect(try page.next("room_joined").prefix(3) == [name, "room", id])
            #expect(try page.next("socket_updated") == [["id": id, "nsp": name, "data": ["v": ["n": 5]]]])
            #expect(page.client.read().hasPrefix(#"451-/admin,["event_sent","\#(namespace)","#))
            #expect(page.client.read() == "<1>")
            #expect(try page.next("room_left").prefix(3) == [name, "room", id])
            client.leave()
            let gone = try page.next("socket_disconnected")
            #expect(gone.prefix(3) == [name, id, "transport close"] && gone.count == 4)
        }
    }

    @Test("tells of a session that moves to WebSocket, and counts those that poll")
    func upgrade() throws {
        let fixture = try Fixture { io, _ in io.instrument(.forTests(.development)) }
        let page = try AdminPage(fixture)
        let polling = try RawClient(port: fixture.running.address.port)
        func request(_ method: String, _ sid: String = "", _ body: String = "") throws -> String {
            try polling.request(method, "/socket.io/?EIO=4&transport=polling\(sid)", [("Cookie", "secret=1")], body: body).text
        }
        let open = try request("GET")
        let sid = "&sid=" + String(open.dropFirst(9).prefix(20))
        #expect(try request("POST", sid, "40") == "ok")
        _ = try request("GET", sid)
        let connected = try page.next("socket_connected") { $0[0]["nsp"] == "/" }[0]
        #expect(connected["transport"] == "polling" && connected["handshake"]?["headers"]?["cookie"] == "(redacted)")
        _ = try page.next("server_stats") { $0[0]["pollingClientsCount"] == 1 }
        let socket = try RawClient(port: fixture.running.address.port)
        socket.send(
            "GET /socket.io/?EIO=4&transport=websocket\(sid) HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        _ = socket.read(through: "\r\n\r\n")
        socket.sendText("2probe")
        _ = socket.readFrame()
        socket.sendText("5")
        #expect(
            try page.next("socket_updated") == [["id": connected["id"] ?? .null, "nsp": "/", "transport": "websocket"]])
        _ = try page.next("server_stats") { $0[0]["pollingClientsCount"] == 0 }
    }

    @Test("shows the sockets of all servers of a cluster, and what happens to them")
    func cluster() throws {
        var options = SocketIOOptions()
        options.cluster = .inProcess()
        let servers = try (0..<2).map { _ in
            try Fixture(options: options) { io, _ in
                io.instrument(.forTests(.development))
                io.onConnection { socket in socket.emit("ready") }
            }
        }
        let far = try servers[1].joined()
        #expect(far.read() == #"42["ready"]"#)
        let page = try AdminPage(servers[0])
        let sockets = try page.next("all_sockets")[0].array ?? []
        #expect(sockets.contains { $0["id"]?.string == far.socketID && $0["nsp"] == "/" })
        far.send(#"42["hello"]"#)
        #expect(try page.next("event_received").prefix(3) == ["/", .string(far.socketID), ["hello"]])
    }

    @Test("drops what is too much, says how much that was, and then describes all sockets again; large arguments are not shown")
    func bounds() throws {
        var options = AdminOptions.forTests(.development)
        options.maxMessagesPerSecond = 3
        options.maxShownBytes = 100
        let fixture = try Fixture { [options] io, _ in
            io.instrument(options)
            io.onConnection { socket in
                socket.on("join") { for number in 0..<20 { socket.join("r\(number)") } }
            }
        }
        let client = try fixture.joined()
        let page = try AdminPage(fixture)
        _ = try page.next("all_sockets")
        client.send(#"42["long","\#(String(repeating: "x", count: 200))"]"#)
        #expect(try page.next("event_received")[2] == ["long", "(too large to show)"])
        client.send(#"42["join"]"#)
        let dropped = try page.next("server_stats") { ($0[0]["droppedMessages"]?.int ?? 0) > 5 }
        #expect(dropped[0]["droppedMessages"]?.int ?? 0 <= 20)
        let sockets = try page.next("all_sockets")[0].array
        #expect(sockets?.first?["rooms"]?.array?.count == 21)
    }
}
