import CrossOrigin
import Testing

@Suite("Policies in force, on trial and explained")
struct LiveTests {
    static let page = "https://app.example.com"

    func gate() throws -> CrossOriginGate { CrossOriginGate(try policy { $0.origins = [Self.page] }) }

    @Test("A replaced policy judges all that comes after; rules with faults leave the old one in force")
    func replacing() throws {
        let gate = try gate()
        #expect(gate.generation == 0)
        var rules = CrossOriginRules()
        rules.origins = ["https://other.test/"]
        #expect(throws: CrossOriginRulesError.self) { try gate.replace(with: rules) }
        #expect(gate.judge(.get(Self.page)).verdict.allowOrigin == Self.page)
        #expect(gate.generation == 0)
        rules.origins = ["https://other.test"]
        try gate.replace(with: rules)
        #expect(gate.judge(.get(Self.page)).verdict.allowOrigin == nil)
        #expect(gate.judge(.get("https://other.test")).verdict.allowOrigin == "https://other.test")
        #expect(gate.generation == 1)
    }

    @Test("While it is replaced again and again, every verdict is wholly of one policy")
    func concurrency() async throws {
        let gate = try gate()
        let plain = gate.policy
        let credentialed = try policy {
            $0.origins = [Self.page]
            $0.credentials = true
            $0.exposedHeaders = ["x-a"]
        }
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for i in 0..<2000 { gate.replace(with: i % 2 == 0 ? credentialed : plain) }
                return true
            }
            for _ in 0..<3 {
                group.addTask {
                    (0..<2000).allSatisfy { _ in
                        let fields = gate.judge(.get(Self.page)).verdict.fields
                        return (fields["Access-Control-Allow-Credentials"] != nil) == (fields["Access-Control-Expose-Headers"] != nil)
                    }
                }
            }
            for await whole in group { #expect(whole) }
        }
        #expect(gate.generation == 2000)
    }

    @Test("A candidate decides nothing and tells what it would have done otherwise")
    func candidate() throws {
        let gate = try gate()
        gate.setCandidate(try policy { $0.origins = ["https://next.example.com"] })
        let (verdict, difference) = gate.judge(.upgrade(Self.page))
        #expect(verdict.action == .pass)
        guard case .wouldRefuse(let refusal) = difference else {
            Issue.record("no difference")
            return
        }
        #expect(refusal.reason == .originNotListed)
        #expect(refusal.description.contains("nearest: `https://next.example.com`"))
        guard case .wouldAllow = gate.judge(.get("https://next.example.com")).difference else {
            Issue.record("no difference")
            return
        }
        #expect(gate.judge(.get("https://evil.test")).difference == nil)
        #expect(gate.judge(.get(nil)).difference == nil)
        #expect(gate.promoteCandidate())
        #expect(!gate.promoteCandidate())
        #expect(gate.judge(.upgrade(Self.page)).verdict.action == .refuse)
    }

    // MARK: Refused origins

    func refusal(_ origin: String) throws -> CrossOriginRefusal {
        try #require(try policy { $0.origins = [Self.page] }.judge(.get(origin)).refusal)
    }

    @Test("Refused origins are counted with times, the nearest listed origin and the one edit")
    func tally() throws {
        var tally = RefusalTally()
        for second in [100, 105, 103] { tally.record(try refusal("http://app.example.com"), at: second) }
        tally.record(try refusal("https://evil.test"), at: 7)
        let top = tally.top
        #expect(top.map(\.origin) == ["http://app.example.com", "https://evil.test"])
        #expect(top[0].count == 3 && top[0].overcount == 0 && top[0].firstSeen == 100 && top[0].lastSeen == 105)
        #expect(top[0].reason == .schemeMismatch && top[0].nearestOrigin == Self.page)
        #expect(
            top[0].description
                == "3 × `http://app.example.com` is not listed; nearest: `https://app.example.com`; add it to `origins`")
    }

    @Test("However many origins are invented, room is bounded and the frequent ones stay")
    func bounded() throws {
        var tally = RefusalTally(capacity: 8)
        for i in 0..<1000 {
            tally.record(try refusal("https://x\(i).evil.test"), at: i)
            if i % 3 == 0 { tally.record(try refusal("https://frequent.test"), at: i) }
        }
        #expect(tally.top.count == 8)
        let frequent = try #require(tally.top.first)
        #expect(frequent.origin == "https://frequent.test")
        #expect(frequent.count - frequent.overcount <= 334 && frequent.count >= 334)
    }

    @Test("Tallies of several threads add up")
    func merging() throws {
        var sum = RefusalTally()
        for times in [[10, 20], [5], [30]] {
            var tally = RefusalTally()
            for time in times { tally.record(try refusal("https://evil.test"), at: time) }
            sum.merge(tally)
        }
        #expect(sum.top.count == 1)
        #expect(sum.top[0].count == 4 && sum.top[0].firstSeen == 5 && sum.top[0].lastSeen == 30)
    }

    // MARK: Explaining

    @Test("A granted preflight is explained from question to request")
    func explainPreflight() throws {
        let policy = try policy {
            $0.origins = [Self.page]
            $0.methods = ["PUT"]
            $0.requestHeaders = ["x-a"]
            $0.credentials = true
        }
        #expect(
            policy.explain(.preflight(Self.page, "PUT", headers: ["x-a"])).description == """
                It is a preflight: OPTIONS with Origin and Access-Control-Request-Method. [Fetch § CORS-preflight request]
                The origin `https://app.example.com` is granted access, as it is listed. [Fetch § CORS check]
                The method PUT is allowed. [Fetch § CORS-preflight fetch, step 7]
                All request fields asked for are allowed. [Fetch § CORS-preflight fetch, step 7]
                The browser may remember this for 3600 s; Chromium caps that at 7200 s, Firefox at 86400 s. [Fetch § CORS-preflight cache]
                Credentials are allowed: a page that asks for them sends cookies, and may read the response. [Fetch § CORS check]
                The response varies by Origin, Access-Control-Request-Method, Access-Control-Request-Headers, so caches keep answers to different origins apart. [RFC 9110 § 12.5.5]
                The gate answers 204 itself, and the browser sends the request. [Fetch § CORS-preflight fetch]
                """)
    }

    @Test("A refusal is explained by its reason and what the browser does with it")
    func explainRefusals() throws {
        let policy = try policy { $0.origins = [Self.page, "https://*.customers.test"] }
        func sentences(_ request: CrossOriginRequest) -> String { policy.explain(request).description }
        #expect(sentences(.get("http://app.example.com")).contains("nearest: `https://app.example.com`; add it to `origins`."))
        #expect(sentences(.get("http://app.example.com")).contains("the browser withholds the response"))
        #expect(sentences(.preflight(Self.page, "PUT")).contains("`PUT` asked for by `https://app.example.com` is not listed"))
        #expect(sentences(.preflight(Self.page, "PUT")).contains("the browser never sends the request"))
        #expect(sentences(.upgrade("https://evil.test")).contains("no socket opens"))
        #expect(sentences(.upgrade("https://a.customers.test")).contains("a pattern admits it"))
        #expect(sentences(.get(nil)).contains("It has no Origin"))
        #expect(sentences(.get("x\r\nforged")).contains("x\\x0d\\x0aforged"))
    }
}
