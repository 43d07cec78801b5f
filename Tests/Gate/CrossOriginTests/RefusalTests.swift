import CrossOrigin
import Testing

@Suite("Refusals")
struct RefusalTests {
    func refusal(_ origin: String, listed: [String]) throws -> CrossOriginRefusal {
        let policy = try policy { $0.origins = listed }
        return try #require(policy.judge(.get(origin)).refusal)
    }

    @Test("The plain case names the origin, the nearest listed one and the one edit")
    func plain() throws {
        let refusal = try refusal("http://localhost:8081", listed: ["http://localhost:8080", "https://app.example.com"])
        #expect(refusal.description == "`http://localhost:8081` is not listed; nearest: `http://localhost:8080`; add it to `origins`")
        #expect(refusal.reason == .portMismatch && refusal.nearestOrigin() == "http://localhost:8080")
        #expect(refusal.origin == "http://localhost:8081" && refusal.offender == nil)
    }

    @Test("Without anything near, none is named")
    func nothingNear() throws {
        let refusal = try refusal("https://quite.different.test", listed: ["https://app.example.com"])
        #expect(refusal.description == "`https://quite.different.test` is not listed; add it to `origins`")
        #expect(refusal.reason == .originNotListed && refusal.nearestOrigin() == nil)
    }

    @Test(
        "The reason and the nearest origin tell what is off",
        arguments: [
            ("http://app.example.com", CrossOriginRefusal.Reason.schemeMismatch, "https://app.example.com"),
            ("https://app.example.com:8443", .portMismatch, "https://app.example.com"),
            ("http://app.example.com:8443", .schemeMismatch, "https://app.example.com"),
            ("https://app.example.com.evil.test", .suffixLookalike, "https://app.example.com"),
            ("https://evilapp.example.com", .suffixLookalike, "https://app.example.com"),
            ("https://evilcustomers.test", .suffixLookalike, "https://*.customers.test"),
            ("https://customers.test", .originNotListed, "https://*.customers.test"),
            ("http://a.customers.test", .schemeMismatch, "https://*.customers.test"),
            ("https://a.customers.test:1", .portMismatch, "https://*.customers.test"),
            ("https://app.exmple.com", .originNotListed, "https://app.example.com"),
            ("https://api.example.com", .originNotListed, "https://app.example.com"),
        ])
    func reasons(_ origin: String, _ reason: CrossOriginRefusal.Reason, _ nearest: String) throws {
        let refusal = try refusal(origin, listed: ["https://app.example.com", "https://*.customers.test", "http://localhost:8080"])
        #expect(refusal.reason == reason)
        #expect(refusal.nearestOrigin() == nearest)
        #expect(refusal.description.contains(nearest) && refusal.description.contains(origin))
    }

    @Test("Of several ports the nearest is named, of schemes the same")
    func nearestPort() throws {
        let listed = ["http://localhost:3000", "http://localhost:8080", "https://localhost:8081", "http://localhost:9000"]
        #expect(try refusal("http://localhost:8081", listed: listed).nearestOrigin() == "http://localhost:8080")
        #expect(try refusal("http://localhost:8800", listed: listed).nearestOrigin() == "http://localhost:9000")
    }

    @Test("A malformed origin says what is wrong with it and what is near")
    func malformed() throws {
        let slash = try refusal("https://app.example.com/", listed: ["https://app.example.com"])
        #expect(slash.reason == .originMalformed)
        #expect(slash.description.contains("path") && slash.description.contains("nearest: `https://app.example.com`"))
        let upper = try refusal("https://APP.example.com", listed: ["https://app.example.com"])
        #expect(upper.description.contains("upper-case"))
    }

    @Test("What a peer sent is escaped and shortened in the text")
    func escaping() throws {
        let refusal = try refusal("https://a\r\n\u{1b}[31m`x`\\é", listed: ["https://app.example.com"])
        #expect(refusal.origin == "https://a\\x0d\\x0a\\x1b[31m\\x60x\\x60\\x5c\\xc3\\xa9")
        let long = try self.refusal("https://" + String(repeating: "a", count: 100_000), listed: ["https://app.example.com"])
        #expect((long.origin?.utf8.count ?? 0) <= 203 && long.description.utf8.count < 500)
    }

    @Test("Look-alikes are not recommended for listing")
    func lookalikeWording() throws {
        let text = try refusal("https://evilexample.com", listed: ["https://example.com"]).description
        #expect(
            text == "`https://evilexample.com` is not listed but resembles `https://example.com`; add it to `origins` only if you own it")
    }

    @Test("Every reason has a kebab-case code and a sentence")
    func sentences() async throws {
        for reason in CrossOriginRefusal.Reason.allCases {
            #expect(reason.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) })
        }
        let policy = try policy { ($0.origins, $0.upgradesWithoutOrigin) = (["https://a.test"], .refused) }
        let requests: [CrossOriginRequest] = [
            .upgrade(nil), CrossOriginRequest(method: "GET", origins: ["https://a.test", "x"]), .get("null"), .get("x"),
            .get("https://b.other"),
            .get("http://a.test"), .get("https://a.test:1"), .get("https://xa.test"), .preflight("https://a.test", "a b"),
            .preflight("https://a.test", "PUT"), .preflight("https://a.test", headers: ["a b"]),
            .preflight("https://a.test", headers: ["x-a"]),
            .preflight("https://a.test", headers: [String(repeating: ",", count: 9000)]),
        ]
        var refusals = requests.compactMap { policy.judge($0).refusal }
        // What only predicates lead to: see PredicateTests.
        let down = try CrossOriginPolicy(CrossOriginRules(), admitting: [.looksUp { _ in throw CancellationError() }])
        refusals.append(try #require(down.judge(.get("https://a.test")).refusal))
        refusals.append(try #require(await down.judgeLookingUp(.get("https://a.test")).refusal))
        #expect(Set(refusals.map(\.reason)) == Set(CrossOriginRefusal.Reason.allCases))
        #expect(Set(refusals.map(\.description)).count == refusals.count)
    }

    @Test("Asking for the nearest among very many origins is bounded, and the same host is still found")
    func bounded() throws {
        let policy = try policy { $0.origins = (0..<3000).map { "https://tenant-\($0).example.com" } }
        let refusal = try #require(policy.judge(.get("https://tenant-2999.example.com:8443")).refusal)
        #expect(refusal.nearestOrigin() == "https://tenant-2999.example.com")
    }
}
