import CrossOrigin
import TestClient
import Testing
import WayleaveServer

/// The guard against forged requests stands at the gate, before routing and bodies.
@Suite struct CrossSiteServerTests {
    @Test("the guard is off unless set: an unlisted page's plain post is handled")
    func off() throws {
        let reply = try Fixture().client().request(
            "POST", "/echo", [("Origin", "https://evil.test"), ("Sec-Fetch-Site", "cross-site")], body: "x")
        #expect(reply.status == 200)
    }

    @Test("set, it refuses other sites' posts with 403, and the operator learns the mend once")
    func posts() throws {
        let guarding = try CrossSiteRequestGuard { $0.trustedOrigins = ["https://partner.test"] }
        let fixture = try Fixture { $0.crossSiteRequestGuard = guarding }
        func post(_ fields: [(String, String)]) throws -> Int { try fixture.client().request("POST", "/echo", fields, body: "x").status }
        let evil = [("Origin", "https://evil.test"), ("Sec-Fetch-Site", "cross-site")]
        #expect(try post(evil) == 403)
        #expect(try post(evil) == 403)
        #expect(try post([("Origin", "https://evil.test")]) == 403)
        #expect(try post([("Origin", "null")]) == 403)
        #expect(try post([("Origin", "https://partner.test"), ("Sec-Fetch-Site", "cross-site")]) == 200)
        #expect(try post([("Origin", "http://localhost")]) == 200)
        #expect(try post([("Sec-Fetch-Site", "same-origin")]) == 200)
        #expect(try post([]) == 200)
        #expect(try fixture.client().request("GET", "/hello", evil).status == 200)
        #expect(fixture.log.all.filter { $0.event == "cross-site-refused" && $0.message.contains("evil.test") }.count == 1)
    }

    @Test("an origin that the policy lists is trusted, one that `*` admits is not")
    func listed() throws {
        let guarding = try CrossSiteRequestGuard()
        let fixture = try Fixture { server in
            server.crossSiteRequestGuard = guarding
            server.policy(.publicReadOnly, at: "/public")
            server.post("/public") { _ in .text("posted") }
        }
        let listed = [("Origin", Fixture.allowed), ("Sec-Fetch-Site", "cross-site")]
        #expect(try fixture.client().request("POST", "/echo", listed, body: "x").status == 200)
        #expect(try fixture.client().request("POST", "/public", listed, body: "x").status == 403)
    }

    @Test("a foreign Host is answered 421 on every method, so a rebound name reaches nothing")
    func hosts() throws {
        let guarding = try CrossSiteRequestGuard { $0.allowedHosts = ["example.com"] }
        let fixture = try Fixture { $0.crossSiteRequestGuard = guarding }
        #expect(try fixture.client().request("GET", "/hello").status == 421)
        #expect(try fixture.client().upgrade("/socket").status == 421)
    }

    @Test("where a trusted proxy ends TLS, its word tells own pages from others, for policy and guard")
    func forwarding() throws {
        let guarding = try CrossSiteRequestGuard { $0.allowedHosts = ["shop.test"] }
        let fixture = try Fixture { server in
            server.crossSiteRequestGuard = guarding
            server.trustedForwarding = TrustedForwarding(.xForwarded)
        }
        let forwarded = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "shop.test")]
        #expect(try fixture.client().upgrade("/socket", forwarded + [("Origin", "https://shop.test")]).status == 101)
        #expect(try fixture.client().upgrade("/socket", forwarded + [("Origin", "http://shop.test")]).status == 403)
        #expect(try fixture.client().request("POST", "/echo", forwarded + [("Origin", "https://shop.test")], body: "x").status == 200)
        #expect(try fixture.client().request("POST", "/echo", forwarded + [("Origin", "http://shop.test")], body: "x").status == 403)
    }

    @Test("undeclared, forwarded fields are nobody's word")
    func undeclared() throws {
        let forwarded = [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "shop.test"), ("Origin", "https://shop.test")]
        #expect(try Fixture().client().upgrade("/socket", forwarded).status == 403)
    }
}
