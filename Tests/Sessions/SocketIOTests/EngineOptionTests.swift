import TestClient
import Testing
import WayleaveEngineIO
import WayleaveEventLoop
import WayleaveServer
import WayleaveSocketIO

/// The engine's options and hooks, as a Socket.IO server hands them on.
@Suite("Socket.IO engine options")
struct EngineOptionTests {
    private static let handshake = "/socket.io/?EIO=4&transport=polling"

    private func connect(_ fixture: Fixture) throws -> RawClient {
        let client = try RawClient(port: fixture.running.address.port)
        client.companion = fixture
        return client
    }

    @Test("the guide's options come to pass: transports, cookie, refusals")
    func options() throws {
        var options = GuideEngine.options()
        options.clientDirectory = nil
        let webSocketOnly = try connect(Fixture(options: options) { _, _ in })
        #expect(try webSocketOnly.request("GET", Self.handshake).text == #"{"code":0,"message":"Transport unknown"}"#)
        options.transports = [.polling, .webSocket]
        let client = try connect(Fixture(options: options) { _, _ in })
        let cookie = try #require(try client.request("GET", Self.handshake)["set-cookie"])
        #expect(cookie.hasPrefix("io=") && cookie.hasSuffix("; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax"))
        #expect(try client.request("GET", "/socket.io/?EIO=3&transport=polling").text.contains(":0{"))
        let refusal = try client.request("GET", Self.handshake, [("X-Deny", "1")])
        #expect(refusal.text == #"{"code":4,"message":"denied by policy"}"#)
    }

    @Test("the guide's hooks see every request of the engine")
    func hooks() throws {
        let client = try connect(Fixture { io, _ in GuideEngine.hooks(io) })
        #expect(try client.request("GET", Self.handshake).status == 403)
        let tenant = [("X-Tenant", "1")]
        let handshake = try client.request("GET", Self.handshake, tenant)
        #expect(handshake["x-served-by"] == "1")
        #expect(handshake["set-cookie"] == "seen=1")
        #expect(handshake["x-method"] == "GET")
        let sid = String(handshake.text.split(separator: "\"")[3])
        let post = try client.request("POST", Self.handshake + "&sid=\(sid)", tenant, body: "40")
        #expect(post["x-method"] == "POST" && post["set-cookie"] == nil)
    }

    @Test("polls of a mounted Socket.IO server are compressed, but events that must not be are not", arguments: [true, false])
    func compression(compress: Bool) throws {
        let long = String(repeating: "hello ", count: 500)
        let fixture = try Fixture { io, _ in
            io.onConnection { socket in
                socket.compress(compress).emit("long", long)
            }
        }
        let client = try connect(fixture)
        let sid = String(try client.request("GET", Self.handshake).text.split(separator: "\"")[3])
        _ = try client.request("POST", Self.handshake + "&sid=\(sid)", body: "40")
        let poll = try client.request("GET", Self.handshake + "&sid=\(sid)", [("Accept-Encoding", "gzip")])
        #expect(poll["content-encoding"] == (compress ? "gzip" : nil))
        let body = compress ? try ClientDeflate.body(poll.body, gzip: true) : poll.body
        #expect(String(decoding: body, as: UTF8.self).hasSuffix("\u{1e}42[\"long\",\"\(long)\"]"))
    }

    @Test("faults of the engine's options stop the server at its start")
    func faults() {
        var options = SocketIOOptions()
        options.transports = []
        options.cookie = EngineCookie()
        options.cookie?.name = ""
        let error = #expect(throws: ServerConfigurationError.self) { _ = try Fixture(options: options) { _, _ in } }
        #expect(error?.faults.map(\.code).sorted() == ["cookie-name-invalid", "transports-empty"])
    }
}
