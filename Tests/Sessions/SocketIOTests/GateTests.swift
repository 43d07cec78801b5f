import CrossOrigin
import Foundation
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveServer
import WayleaveSocketIO

/// One policy over everything below `/socket.io/`.
@Suite struct GateTests {
    static let page = "https://app.example.com"
    static let fields = [("Origin", page)]

    func serve(clientDirectory: String? = nil, _ body: (RunningServer) throws -> Void) async throws {
        var options = SocketIOOptions()
        options.clientDirectory = clientDirectory
        options.policy = try CrossOriginPolicy {
            $0.origins = [Self.page]
            $0.credentials = true
        }
        var server = Server()
        server.loopCount = 2
        server.log = { _ in }
        server.timeouts.drain = .seconds(1)
        server.mount(SocketIO(options: options))
        server.metrics()
        let running = try server.start(port: 0)
        let result = Result { try body(running) }
        await running.stop()
        try result.get()
    }

    func expectGranted(_ reply: HTTPReply, _ what: String) {
        #expect(reply["access-control-allow-origin"] == Self.page, "\(what)")
        #expect(reply["access-control-allow-credentials"] == "true", "\(what)")
        #expect(reply["vary"] == "Origin", "\(what)")
    }

    @Test("polling from handshake to close, its errors and its preflights carry the verdict; a stranger gets 403 throughout")
    func polling() async throws {
        try await serve { running in
            func request(
                _ method: String, _ query: String, body: String? = nil, origin: String = Self.page, more: [(String, String)] = []
            ) throws -> HTTPReply {
                try RawClient(port: running.address.port).request(
                    method, "/socket.io/?EIO=4&transport=polling\(query)", [("Origin", origin)] + more, body: body)
            }
            let preflight = try request("OPTIONS", "", more: [("Access-Control-Request-Method", "POST")])
            #expect(preflight.status == 204 && preflight["access-control-allow-origin"] == Self.page)
            let handshake = try request("GET", "")
            #expect(handshake.status == 200)
            expectGranted(handshake, "handshake")
            let sid = "&sid=" + (handshake.text.split(separator: "\"").dropFirst(3).first.map(String.init) ?? "")
            for (method, query, body, status) in [
                ("POST", sid, "40", 200), ("GET", sid, nil, 200), ("POST", "&sid=unknown", "40", 400),
                ("PUT", sid, "x", 500), ("POST", sid, "1", 200), ("GET", sid, nil, 400),
            ] as [(String, String, String?, Int)] {
                let reply = try request(method, query, body: body)
                #expect(reply.status == status, "\(method) \(query) \(reply.text)")
                expectGranted(reply, "\(method) \(query)")
            }
            for (method, body) in [("GET", nil), ("POST", "40")] as [(String, String?)] {
                let reply = try request(method, sid, body: body, origin: "https://evil.test")
                #expect(reply.status == 403)
                #expect(reply["access-control-allow-origin"] == nil && reply["vary"] == "Origin")
            }
            let metrics = try RawClient(port: running.address.port).request("GET", "/metrics").text
            #expect(
                metrics.contains(
                    #"wayleave_policy_decisions_total{layer="poll",decision="deny",reason="origin_not_listed",route="/socket.io/"} 2"#))
        }
    }

    @Test("WebSocket sessions: accepted with the verdict, refused with 403 before the handshake")
    func upgrades() async throws {
        try await serve { running in
            func upgrade(_ origin: String) throws -> HTTPReply {
                try RawClient(port: running.address.port).upgrade("/socket.io/?EIO=4&transport=websocket", [("Origin", origin)])
            }
            let accepted = try upgrade(Self.page)
            #expect(accepted.status == 101)
            expectGranted(accepted, "101")
            for origin in ["https://evil.test", "https://app.example.com.evil.test", "null", "http://app.example.com"] {
                let refused = try upgrade(origin)
                #expect(refused.status == 403 && refused["access-control-allow-origin"] == nil)
            }
        }
    }

    @Test("the client bundle is served under the same verdict, also unchanged and missing")
    func bundle() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "gate-bundle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try "io".write(to: folder.appending(path: "socket.io.min.js"), atomically: true, encoding: .utf8)
        try await serve(clientDirectory: folder.path()) { running in
            func get(_ name: String, _ more: [(String, String)] = []) throws -> HTTPReply {
                try RawClient(port: running.address.port).request("GET", "/socket.io/\(name)", Self.fields + more)
            }
            let found = try get("socket.io.min.js")
            #expect(found.status == 200 && found.text == "io")
            expectGranted(found, "200")
            let unchanged = try get("socket.io.min.js", [("If-None-Match", try #require(found["etag"]))])
            #expect(unchanged.status == 304)
            expectGranted(unchanged, "304")
            let missing = try get("socket.io.js")
            #expect(missing.status == 404)
            expectGranted(missing, "404")
        }
    }
}
