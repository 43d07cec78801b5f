import CrossOrigin
import TestClient
import Testing
import WayleaveServer

/// Policies of a running server are replaced, tried and reported on.
@Suite struct LivePolicyTests {
    static let next = "https://next.test"

    func nextPolicy() throws -> CrossOriginPolicy { try CrossOriginPolicy { $0.origins = [Self.next] } }

    func isGranted(_ client: RawClient, _ origin: String, _ path: String = "/hello") throws -> Bool {
        try client.request("GET", path, [("Origin", origin)])["access-control-allow-origin"] == origin
    }

    @Test("a replaced policy holds at once on every loop and on open connections; faults leave the old one")
    func replacing() throws {
        let fixture = try Fixture(loops: 2) { $0.policy(.sameOriginOnly, under: "/admin") }
        let clients = try (0..<4).map { _ in try fixture.client() }
        for client in clients { #expect(try isGranted(client, Fixture.allowed)) }
        #expect(throws: CrossOriginRulesError.self) { try fixture.running.replacePolicy(CrossOriginRules()) }
        for client in clients { #expect(try isGranted(client, Fixture.allowed)) }
        fixture.running.replacePolicy(try nextPolicy())
        for client in clients {
            #expect(try !isGranted(client, Fixture.allowed))
            #expect(try isGranted(client, Self.next))
            #expect(try !isGranted(client, Self.next, "/admin"))
        }
        fixture.running.replacePolicy(try nextPolicy(), under: "/admin")
        for client in clients { #expect(try isGranted(client, Self.next, "/admin")) }
    }

    @Test("a policy on trial refuses nothing and reports what it would refuse, until it is promoted")
    func trial() async throws {
        let candidate = try nextPolicy()
        let fixture = try Fixture { $0.candidatePolicy = candidate }
        for _ in 0..<3 { #expect(try fixture.client().upgrade("/socket", [("Origin", Fixture.allowed)]).status == 101) }
        #expect(try !isGranted(try fixture.client(), Self.next))
        let refused = await fixture.running.candidateRefusals()
        #expect(refused.map(\.origin) == [Fixture.allowed])
        #expect(refused.first?.count == 3)
        #expect(fixture.log.all.filter { $0.event == "candidate-would-refuse" }.count == 1)
        #expect(await fixture.running.refusals().map(\.origin) == [Self.next])
        #expect(fixture.running.promoteCandidate())
        #expect(!fixture.running.promoteCandidate())
        #expect(try fixture.client().upgrade("/socket", [("Origin", Fixture.allowed)]).status == 403)
    }

    @Test("refused origins are reported with the one edit that would admit them")
    func refusals() async throws {
        let fixture = try Fixture(loops: 2)
        for _ in 0..<5 { _ = try fixture.client().upgrade("/socket", [("Origin", "http://localhost:8081")]) }
        _ = try fixture.client().request("GET", "/hello", [("Origin", "null")])
        let top = await fixture.running.refusals()
        #expect(top.map(\.count) == [5, 1])
        #expect(top[0].reason == .portMismatch && top[0].nearestOrigin == Fixture.allowed)
        #expect(top[0].firstSeen > 1_600_000_000 && top[0].lastSeen >= top[0].firstSeen)
    }

    @Test("the metrics are served only where asked for, with bounded labels")
    func metrics() throws {
        #expect(try Fixture().client().request("GET", "/metrics").status == 404)
        let fixture = try Fixture(loops: 2) { $0.metrics() }
        for path in ["/hello", "/hello", "/no/such", "/nor/such"] {
            _ = try fixture.client().request("GET", path, [("Origin", Fixture.allowed)])
        }
        _ = try fixture.client().upgrade("/socket", [("Origin", "http://localhost:8081")])
        _ = try fixture.client().request("OPTIONS", "/hello", [("Origin", Fixture.allowed), ("Access-Control-Request-Method", "DELETE")])
        let reply = try fixture.client().request("GET", "/metrics")
        #expect(reply.status == 200)
        #expect(reply["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = reply.text.split(separator: "\n").map(String.init)
        for line in [
            "# TYPE wayleave_policy_decisions_total counter",
            #"wayleave_policy_decisions_total{layer="actual",decision="allow",reason="none",route="/hello"} 2"#,
            #"wayleave_policy_decisions_total{layer="actual",decision="allow",reason="none",route="(none)"} 2"#,
            #"wayleave_policy_decisions_total{layer="upgrade",decision="deny",reason="port_mismatch",route="/socket"} 1"#,
            #"wayleave_policy_decisions_total{layer="preflight",decision="deny",reason="method_not_allowed",route="/hello"} 1"#,
            "wayleave_policy_replacements_total 0",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(!reply.text.contains("8081") && !reply.text.contains("such"))
        #expect(lines.allSatisfy { $0.hasPrefix("# ") || $0.split(separator: " ").count == 2 })
    }
}
