import CrossOrigin
import Testing

@Suite("Patterns")
struct PatternTests {
    func admits(_ pattern: String, _ origin: String) throws -> Bool {
        let policy = try CrossOriginPolicy {
            $0.origins = [pattern]
            $0.credentials = true
        }
        let verdict = policy.judge(.get(origin))
        #expect(verdict.allowOrigin == nil || verdict.allowOrigin == origin)
        #expect((verdict.allowOrigin != nil) == (policy.judge(.upgrade(origin)).action == .pass))
        return verdict.allowOrigin != nil
    }

    @Test(
        "A `{label}` stands for exactly one label",
        arguments: [
            ("https://a.example.com", true), ("https://xn--bcher-kva.example.com", true), ("https://a.b.example.com", false),
            ("https://example.com", false), ("https://.example.com", false), ("https://a.example.com:8443", false),
            ("http://a.example.com", false), ("https://a.example.com.", false), ("https://aexample.com", false),
        ])
    func oneLabel(_ origin: String, _ isAdmitted: Bool) throws {
        #expect(try admits("https://{label}.example.com", origin) == isAdmitted)
    }

    @Test(
        "Lists and ranges of ports admit those ports; the default port listed admits origins without one",
        arguments: [
            ("http://localhost:3000-3010", "http://localhost:3000", true), ("http://localhost:3000-3010", "http://localhost:3010", true),
            ("http://localhost:3000-3010", "http://localhost:3011", false), ("http://localhost:3000-3010", "http://localhost", false),
            ("http://localhost:3000-3010", "http://localhost:2999", false), ("http://localhost:{3000,5173}", "http://localhost:5173", true),
            ("http://localhost:{3000,5173}", "http://localhost:4000", false),
            ("http://localhost:{3000,5173}", "https://localhost:3000", false),
            ("https://a.test:{443,8443}", "https://a.test", true), ("https://a.test:{443,8443}", "https://a.test:8443", true),
            ("https://a.test:{443,8443}", "https://a.test:443", false), ("http://localhost:{80,8000-8010}", "http://localhost", true),
            ("http://localhost:{80,8000-8010}", "http://localhost:8005", true),
            ("https://*.a.test:{443,8443}", "https://x.y.a.test:8443", true),
            ("https://{label}.a.test:8000-8001", "https://x.a.test:8001", true),
            ("https://{label}.a.test:8000-8001", "https://x.y.a.test:8001", false), ("http://[::1]:1-2", "http://[::1]:2", true),
            ("tauri://localhost:1-9", "tauri://localhost:9", true), ("tauri://localhost:1-9", "tauri://localhost", false),
        ])
    func ports(_ pattern: String, _ origin: String, _ isAdmitted: Bool) throws {
        #expect(try admits(pattern, origin) == isAdmitted)
    }

    @Test(
        "Port lists that are ambiguous or not in order are refused, with the list to write where one is meant",
        arguments: [
            ("http://localhost:{3000}", "http://localhost:3000"), ("http://localhost:{80}", "http://localhost"),
            ("http://localhost:3000,5173", "http://localhost:{3000,5173}"),
            ("http://localhost:{5173,3000}", "http://localhost:{3000,5173}"),
            ("http://localhost:{1,2,3}", "http://localhost:1-3"), ("http://localhost:{1-5,3-9}", "http://localhost:1-9"),
            ("http://localhost:{3000-3010}", "http://localhost:3000-3010"), ("http://localhost:9-9", "http://localhost:9"),
            ("http://localhost:{}", nil), ("http://localhost:{3000", nil), ("http://localhost:3010-3000", nil),
            ("http://localhost:1-", nil),
            ("http://localhost:{1,,2}", nil), ("http://localhost:0-5", nil), ("http://localhost:1-2-3", nil),
            ("http://localhost:{1, 2}", nil),
            ("http://localhost:{" + (1...33).map { "\($0 * 2)" }.joined(separator: ",") + "}", nil),
        ])
    func portFaults(_ pattern: String, _ suggestion: String?) {
        let found = faults { $0.origins = [pattern] }
        #expect(found.map(\.code) == [.originPortInvalid] && found.first?.suggestion == suggestion)
        if let suggestion { #expect(faults { $0.origins = [suggestion] }.isEmpty) }
    }

    @Test(
        "Wildcards of other syntaxes are refused, and told how both kinds are written",
        arguments: [
            "https://?.example.com", "https://+.example.com", "https://**.example.com", "https://{tenant}.example.com",
            "https://{label}.{label}.example.com", "https://a.{label}.example.com", "https://*.{label}.example.com", "https://{label}",
            "https://{label}x.example.com",
        ])
    func foreign(_ pattern: String) {
        let found = faults { $0.origins = [pattern] }
        #expect(found.map(\.code) == [.originWildcardMisplaced])
        #expect(found.first?.mend.contains("https://{label}.example.com") == true)
    }

    @Test("A label wildcard below a public suffix is refused, and before an address")
    func dangers() {
        #expect(faults { $0.origins = ["https://{label}.github.io"] }.map(\.code) == [.originPublicSuffix])
        #expect(faults { $0.origins = ["https://{label}.1.2.3.4"] }.map(\.code) == [.originWildcardMisplaced])
    }

    @Test("What one entry covers of another is advised to be removed, and nothing else")
    func redundancy() throws {
        func redundant(_ origins: String...) throws -> [String] {
            try policy { $0.origins = origins }.warnings.filter { $0.code == .originRedundant }.map(\.value)
        }
        #expect(try redundant("https://*.a.test", "https://{label}.a.test") == ["https://{label}.a.test"])
        #expect(try redundant("https://{label}.a.test", "https://x.a.test", "https://x.y.a.test") == ["https://x.a.test"])
        #expect(try redundant("https://{label}.a.test", "https://*.a.test:8443").isEmpty)
        #expect(try redundant("http://localhost:3000-3010", "http://localhost:3005", "http://localhost:4000") == ["http://localhost:3005"])
        #expect(try redundant("https://a.test:{443,8443}", "https://a.test") == ["https://a.test"])
    }

    @Test("Among thousands of wildcards each is found by its host, and none beside them")
    func many() throws {
        let policy = try policy { $0.origins = (0..<1000).map { "https://*.tenant-\($0).example.com" } }
        for index in 0..<1000 { #expect(policy.judge(.get("https://a.b.tenant-\(index).example.com")).allowOrigin != nil) }
        for index in 1000..<1500 { #expect(policy.judge(.get("https://a.tenant-\(index).example.com")).allowOrigin == nil) }
        #expect(policy.judge(.get("https://tenant-7.example.com")).allowOrigin == nil)
    }

    @Test("All kinds of entries make one union")
    func union() throws {
        let policy = try policy {
            $0.origins = [
                "https://a.test", "https://*.b.test", "https://{label}.c.test", "http://localhost:1-5", "capacitor://localhost",
                "/https://d[0-9]\\.test/",
            ]
        }
        for origin in [
            "https://a.test", "https://x.y.b.test", "https://x.c.test", "http://localhost:3", "capacitor://localhost", "https://d7.test",
        ] { #expect(policy.judge(.get(origin)).allowOrigin == origin) }
        for origin in ["https://b.test", "https://x.y.c.test", "http://localhost:6", "https://d77.test", "ionic://localhost", "null"] {
            #expect(policy.judge(.get(origin)).allowOrigin == nil)
        }
    }

    @Test(
        "Origins of apps and extensions are exact like any other",
        arguments: [
            "tauri://localhost", "chrome-extension://abcdefghijklmnopabcdefghijklmnop", "capacitor://localhost", "ionic://localhost",
            "app://bundle", "moz-extension://2c127fa4-62c7-7e4f-90e5-472b45eecfdc",
        ])
    func apps(_ origin: String) throws {
        #expect(try admits(origin, origin))
        #expect(try !admits(origin, origin + "x"))
        #expect(try !admits(origin, "https" + origin.drop { $0 != ":" }))
    }

    @Test("Rules with patterns and expressions go through JSON's strings unchanged")
    func strings() throws {
        var rules = CrossOriginRules()
        rules.origins = ["http://localhost:{3000,5173}", "/https:\\/\\/[a-z]{2}\\.a\\.test/"]
        #expect(try CrossOriginPolicy(rules).rules == rules)
    }
}
