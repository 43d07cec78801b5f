import CrossOrigin
import Foundation
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

    static func fixture() throws -> Fixture {
        let policy = try policy()
        return try Fixture { $0.policy(policy, under: "/") }
    }

    /// Runs what blocks on a thread of its own: lookups need the threads that tests run on.
    static func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result(catching: body)) }.start()
        }
    }

    @Test("a preflight and a request of a tenant are admitted after the lookup, on one connection")
    func admitted() async throws {
        try await Self.onThread {
            let fixture = try Self.fixture()
            let client = try fixture.client()
            let origin = ("Origin", "https://tenant.test")
            let preflight = try client.request(
                "OPTIONS", "/echo", [origin, ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-token")])
            #expect(preflight.status == 204 && preflight["access-control-allow-origin"] == "https://tenant.test")
            let actual = try client.request("GET", "/hello", [origin])
            #expect(actual.status == 200 && actual["access-control-allow-origin"] == "https://tenant.test")
        }
    }

    @Test("a peer that ends its side while its origin is looked up is answered all the same")
    func halfClosed() async throws {
        try await Self.onThread {
            let client = try Self.fixture().client()
            client.send("GET /hello HTTP/1.1\r\nHost: a\r\nOrigin: https://tenant.test\r\n\r\n")
            client.endSending()
            let reply = try client.readReply()
            #expect(reply.status == 200 && reply["access-control-allow-origin"] == "https://tenant.test")
            #expect(client.isAtEnd())
        }
    }

    @Test("requests pipelined behind one that waits are answered in order")
    func pipelined() async throws {
        try await Self.onThread {
            let fixture = try Self.fixture()
            let client = try fixture.client()
            let request = "GET /hello HTTP/1.1\r\nHost: a\r\nOrigin: https://tenant.test\r\n\r\n"
            client.send(request + request.replacing("/hello", with: "/nothing"))
            let first = try client.readReply()
            let second = try client.readReply()
            #expect(first.status == 200 && second.status == 404)
            #expect(first["access-control-allow-origin"] == "https://tenant.test")
            #expect(second["access-control-allow-origin"] == "https://tenant.test")
        }
    }

    @Test("an origin refused by the lookup, and one whose lookup failed, get no access")
    func refused() async throws {
        try await Self.onThread {
            let fixture = try Self.fixture()
            for origin in ["https://evil.test", "https://down.test"] {
                let client = try fixture.client()
                let preflight = try client.request("OPTIONS", "/hello", [("Origin", origin), ("Access-Control-Request-Method", "PUT")])
                #expect(preflight.status == 403 && preflight["access-control-allow-origin"] == nil)
                let actual = try client.request("GET", "/hello", [("Origin", origin)])
                #expect(actual.status == 200 && actual["access-control-allow-origin"] == nil && actual["vary"] == "Origin")
            }
        }
    }
}
