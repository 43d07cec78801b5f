import CrossOrigin
import TestClient
import Testing
import WayleaveEventLoop
import WayleaveJSON
import WayleaveJSONWebToken
import WayleaveServer
import WayleaveSignalRConnections

@testable import WayleaveSignalR

/// The guide's servers run, and do what the guide says.
@Suite("The guide to SignalR")
struct GuideTests {
    @Test("shows hubs that work: messages, groups, results, streams and presence")
    func hubs() async throws {
        let rooms = try HubFixture { RoomHub() }
        let ada = try rooms.client()
        #expect(ada.answer("Nothing").contains("Unknown hub method"))
        let bob = try rooms.client()
        #expect(ada.read().hasPrefix("{\"type\":1,\"target\":\"Joined\""))
        #expect(await rooms.context.count(ofGroup: "lobby") == 2)
        try await GuideHubs.outside(rooms.context)
        #expect(ada.read() == "{\"type\":1,\"target\":\"ReceiveMessage\",\"arguments\":[\"server\",\"closing at six\"]}")
        bob.call("Enter", "\"den\"", id: nil)
        #expect(bob.read().contains("closing at six"))
        #expect(bob.read().hasPrefix("{\"type\":1,\"target\":\"Entered\""))
        bob.leave()

        let typed = try HubFixture { TypedHub() }.client()
        let asked = typed.answer("Play", "\"Ada\"")
        #expect(asked == "{\"type\":1,\"invocationId\":\"s1\",\"target\":\"GuessNumber\",\"arguments\":[\"from 1 to 10\"]}")
        typed.send("{\"type\":3,\"invocationId\":\"s1\",\"result\":7}")
        #expect(typed.read() == "{\"type\":3,\"invocationId\":\"0\",\"result\":true}")

        let streams = try HubFixture(options: GuideStreams.options()) { StreamHub() }.client()
        streams.call("Counter", "2,1", type: 4)
        #expect(streams.read() == "{\"type\":2,\"invocationId\":\"0\",\"item\":0}")
        #expect(streams.read() == "{\"type\":2,\"invocationId\":\"0\",\"item\":1}")
        #expect(streams.read() == "{\"type\":3,\"invocationId\":\"0\"}")
        streams.call("Upload", "\"a\"", streams: "\"s\"")
        streams.send("{\"type\":2,\"invocationId\":\"s\",\"item\":\"four\"}")
        streams.send("{\"type\":3,\"invocationId\":\"s\"}")
        #expect(streams.read() == "{\"type\":3,\"invocationId\":\"0\",\"result\":4}")

        let orders = try HubFixture { OrderHub(orders: Orders()) }.client()
        #expect(orders.answer("Place", "{\"item\":\"tea\",\"count\":2}") == "{\"type\":3,\"invocationId\":\"0\",\"result\":2}")
        #expect(orders.answer("Place", "{\"item\":\"tea\",\"count\":0},null").contains("HubException: order something"))
    }

    @Test("shows servers that start, with filters, tokens, cookies, origins and raw connections")
    func servers() async throws {
        var (server, _) = try GuideHubs.start()
        GuideHubs.injected(&server, orders: Orders())
        GuideStreams.filters(&server)
        GuideStreams.raw(&server)
        try GuideAccess.origins(&server)
        _ = GuideAccess.cookies()
        #expect(try GuideAccess.keys("{\"keys\":[]}").isEmpty)
        let key = try GuideAccess.tokens(&server, secret: Array(repeating: 7, count: 32))
        server.log = { _ in }
        let running = try server.start(port: 0)
        func get(_ target: String, _ fields: String = "") throws -> String {
            let raw = try RawClient(port: running.address.port)
            raw.send("POST \(target) HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\(fields)\r\n")
            return raw.read(through: "\r\n\r\n")
        }
        let claims: JSONValue = ["iss": "https://login.example.com", "aud": "chat", "sub": "ada", "exp": 4_000_000_000]
        let token = try key.sign(claims)
        #expect(try get("/admin/negotiate").hasPrefix("HTTP/1.1 401"))
        #expect(try get("/admin/negotiate", "Authorization: Bearer \(token)\r\n").hasPrefix("HTTP/1.1 200"))
        #expect(try get("/chat/negotiate", "Origin: https://a.customers.example.com\r\n").contains("https://a.customers.example.com"))
        #expect(try get("/chatHub/negotiate", "Origin: https://evil.example\r\n").hasPrefix("HTTP/1.1 403"))
        #expect(try get("/echo/negotiate").hasPrefix("HTTP/1.1 200"))
        await running.stop()
    }
}
