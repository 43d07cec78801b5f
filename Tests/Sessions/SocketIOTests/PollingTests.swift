import Foundation
import TestClient
import Testing
import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveServer
import WayleaveSocketIO

/// Socket.IO over HTTP long-polling, its upgrade, and what is served beside it.
@Suite struct PollingTests {
    static let separator = "\u{1E}"

    private func poll(_ client: RawClient, _ sid: String) throws -> String {
        try client.request("GET", "/socket.io/?EIO=4&transport=polling&sid=\(sid)").text
    }

    private func post(_ client: RawClient, _ sid: String, _ body: String) throws -> String {
        try client.request("POST", "/socket.io/?EIO=4&transport=polling&sid=\(sid)", [("Content-Type", "text/plain")], body: body).text
    }

    private func open(_ fixture: Fixture) throws -> (client: RawClient, sid: String) {
        let client = try RawClient(port: fixture.running.address.port)
        client.companion = fixture
        let handshake = try client.request("GET", "/socket.io/?EIO=4&transport=polling").text
        try #require(handshake.hasPrefix("0{\"sid\":\""))
        return (client, String(handshake.dropFirst(9).prefix(20)))
    }

    @Test("connects, is answered and acknowledged over polling, with attachments as base64", arguments: [1, 3])
    func polls(loops: Int) throws {
        let fixture = try Fixture(loops: loops) { io, _ in
            io.onConnection { socket in
                socket.emit("auth", socket.handshake.auth)
                socket.onRaw("echo") { arguments, acknowledge in acknowledge.send(values: arguments) }
            }
        }
        let (client, sid) = try open(fixture)
        #expect(try post(client, sid, "40") == "ok")
        let opened = try poll(client, sid).split(separator: Self.separator)
        #expect(opened.first?.hasPrefix("40{\"sid\":\"") == true)
        #expect(opened.last == "42[\"auth\",{}]")
        let echo = "451-7[\"echo\",{\"_placeholder\":true,\"num\":0}]" + Self.separator + "bAQI="
        #expect(try post(client, sid, echo) == "ok")
        #expect(try poll(client, sid) == "461-7[{\"_placeholder\":true,\"num\":0}]" + Self.separator + "bAQI=")
    }

    @Test("upgrades to WebSocket and loses nothing on the way, on whichever loop the WebSocket arrives")
    func upgrades() throws {
        let fixture = try Fixture(loops: 3) { io, _ in
            io.onConnection { socket in socket.on("count") { (upTo: Int) in for i in 0..<upTo { socket.emit("n", i) } } }
        }
        for _ in 0..<5 {
            let (client, sid) = try open(fixture)
            #expect(try post(client, sid, "40") == "ok")
            _ = try poll(client, sid)
            #expect(try post(client, sid, "42[\"count\",3]") == "ok")
            let socket = try RawClient(port: fixture.running.address.port)
            #expect(try socket.upgrade("/socket.io/?EIO=4&transport=websocket&sid=\(sid)").status == 101)
            socket.sendText("2probe")
            #expect(socket.readText() == "3probe")
            socket.sendText("5")
            #expect((0..<3).map { _ in socket.readText() } == ["42[\"n\",0]", "42[\"n\",1]", "42[\"n\",2]"])
            socket.sendText("42[\"count\",1]")
            #expect(socket.readText() == "42[\"n\",0]")
        }
    }

    @Test("allowRequest refuses handshakes and WebSockets with its own sentence, before a session exists")
    func allowRequest() throws {
        var options = SocketIOOptions()
        options.allowRequest = .sync { $0.headers["x-deny"] == nil ? .allow : .refuse("denied by policy") }
        let fixture = try Fixture(options: options) { _, _ in }
        let client = try RawClient(port: fixture.running.address.port)
        let refused = try client.request("GET", "/socket.io/?EIO=4&transport=polling", [("X-Deny", "1")])
        #expect(refused.status == 403)
        #expect(refused.text == "{\"code\":4,\"message\":\"denied by policy\"}")
        #expect(try client.request("GET", "/socket.io/?EIO=4&transport=polling").status == 200)
        #expect(try client.upgrade("/socket.io/?EIO=4&transport=websocket", [("X-Deny", "1")]).status == 403)
    }

    @Test("serves the client bundle from the directory it is given, revalidated by its tag")
    func clientBundle() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("wayleave-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try Data("io".utf8).write(to: directory.appendingPathComponent("socket.io.min.js"))
        var options = SocketIOOptions()
        options.clientDirectory = directory.path
        let fixture = try Fixture(options: options) { _, _ in }
        let client = try RawClient(port: fixture.running.address.port)
        let bundle = try client.request("GET", "/socket.io/socket.io.min.js", [("Origin", "https://any.example")])
        #expect(bundle.text == "io")
        #expect(bundle["content-type"] == "application/javascript; charset=utf-8")
        #expect(bundle["access-control-allow-origin"] == "*")
        let tag = try #require(bundle["etag"])
        #expect(try client.request("GET", "/socket.io/socket.io.min.js", [("If-None-Match", tag)]).status == 304)
        #expect(try client.request("GET", "/socket.io/other.js").status == 400, "no file of the client: the engine is asked")
    }

    @Test("a client directory that is missing stops the server at its start")
    func missingClientDirectory() throws {
        var options = SocketIOOptions()
        options.clientDirectory = "/nonexistent"
        let error = #expect(throws: (any Error).self) { _ = try Fixture(options: options) { _, _ in } }
        #expect("\(error.map { "\($0)" } ?? "")".contains("`/nonexistent` is not a readable directory"))
    }

    @Test("volatile events are dropped while no poll waits, and delivered while one does")
    func volatileEvents() async throws {
        let fixture = try Fixture { io, notes in
            io.onConnection { socket in
                socket.volatile.emit("lost")
                socket.on("go") {
                    socket.emit("kept")
                    notes.add("went")
                }
            }
        }
        let (client, sid) = try open(fixture)
        _ = try post(client, sid, "40")
        _ = try post(client, sid, "42[\"go\"]")
        _ = await fixture.notes.wait(for: 1)
        let packets = try poll(client, sid).split(separator: Self.separator)
        #expect(packets.dropFirst() == ["42[\"kept\"]"])
    }
}
