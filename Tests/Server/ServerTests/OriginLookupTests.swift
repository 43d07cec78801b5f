import CrossOrigin
import TestClient
import Testing
import WayleaveServer

/// Requests whose origin a predicate must look up wait for it on their connection, and for nothing else.
@Suite struct OriginLookupTests {
    struct Down: Error {}

    static func policy() throws -> CrossOriginPolicy {
        var rules = CrossOriginRules()
        rules.credentials = true
        rules.requestHeaders = ["x-token"]
        return try CrossOriginPolicy(
            rules,
            admitting: [
                .looksUp { origin in
                    try await Task.sleep(for: .milliseconds(20))
                    if origin.description == "https://down.test" { throw Down() }
                    return origin.description == "https://tenant.test"
                }
            ])
    }

    @Test("a preflight, a request with a body and a handshake of a tenant are admitted after the lookup, on one connection")
    func admitted() throws {
        let fixture = try Fixture { $0.policy(try! Self.policy(), under: "/") }
        let client = try fixture.client()
        let origin = ("Origin", "https://tenant.test")
        let preflight = try client.request(
            "OPTIONS", "/echo", [origin, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-token")])
        #expect(preflight.status == 204 && preflight["access-control-allow-origin"] == "https://tenant.test")
        let actual = try client.request("GET", "/hello", [origin])
        #expect(actual.status == 200 && actual["access-control-allow-origin"] == "https://tenant.test")
    }

    @Test("requests pipelined behind one that waits are answered in order, also when the peer has ended")
    func pipelined() throws {
        let fixture = try Fixture { $0.policy(try! Self.policy(), under: "/") }
        let client = try fixture.client()
        let request = "GET /hello HTTP/1.1\r\nHost: a\r\nOrigin: https://tenant.test\r\n\r\n"
        client.send(request + request.replacing("/hello", with: "/nothing"))
        let first = try client.readReply()
        let second = try client.readReply()
        #expect(first.status == 200 && second.status == 404)
        #expect(first["access-control-allow-origin"] == "https://tenant.test")
        #expect(second["access-control-allow-origin"] == "https://tenant.test")
    }

    @Test("an origin refused by the lookup, and one whose lookup failed, get no access")
    func refused() throws {
        let fixture = try Fixture { $0.policy(try! Self.policy(), under: "/") }
        for origin in ["https://evil.test", "https://down.test"] {
            let client = try fixture.client()
            let preflight = try client.request("OPTIONS", "/hello", [("Origin", origin), ("Access-Control-Request-Method", "PUT")])
            #expect(preflight.status == 403 && preflight["access-control-allow-origin"] == nil)
            let actual = try client.request("GET", "/hello", [("Origin", origin)])
            #expect(actual.status == 200 && actual["access-control-allow-origin"] == nil && actual["vary"] == "Origin")
        }
    }
}
