import CrossOrigin
import Testing

@Suite("Upgrades")
struct UpgradeTests {
    let listed = "http://localhost:8080"

    func rules() -> CrossOriginRules {
        var rules = CrossOriginRules()
        rules.origins = [listed]
        return rules
    }

    @Test("A listed origin may upgrade and gets its fields on the 101")
    func allowed() throws {
        let verdict = try CrossOriginPolicy(rules()).judge(.upgrade(listed, host: "localhost:3000"))
        #expect(verdict.action == .pass && verdict.allowOrigin == listed)
    }

    @Test(
        "An unlisted, null or malformed origin is refused with 403 and Vary alone", arguments: ["http://localhost:8081", "null", "", "x"])
    func refused(_ origin: String) throws {
        let verdict = try CrossOriginPolicy(rules()).judge(.upgrade(origin, host: "localhost:3000"))
        #expect(verdict.status == 403 && verdict.text == "Vary: Origin\r\n" && verdict.refusal != nil)
    }

    @Test("An upgrade without Origin is not a browser's: allowed unless the rules refuse it")
    func withoutOrigin() throws {
        #expect(try CrossOriginPolicy(rules()).judge(.upgrade(nil)).action == .pass)
        var strict = rules()
        strict.upgradesWithoutOrigin = .refused
        let verdict = try CrossOriginPolicy(strict).judge(.upgrade(nil))
        #expect(verdict.status == 403 && verdict.refusal?.reason == .originMissing)
        #expect(try CrossOriginPolicy(strict).judge(.get(nil)).action == .pass)
    }

    @Test(
        "The server's own pages may upgrade without being listed",
        arguments: [
            ("http://localhost:3000", "localhost:3000", false), ("http://api.example.com", "api.example.com", false),
            ("http://api.example.com", "API.example.com:80", false), ("https://api.example.com", "api.example.com", true),
            ("https://api.example.com", "api.example.com:443", true), ("https://[::1]:8443", "[::1]:8443", true),
        ])
    func ownPages(_ origin: String, _ host: String, _ isSecure: Bool) throws {
        #expect(try CrossOriginPolicy(rules()).judge(.upgrade(origin, host: host, isSecure: isSecure)).action == .pass)
        #expect(CrossOriginPolicy.sameOriginOnly.judge(.upgrade(origin, host: host, isSecure: isSecure)).action == .pass)
        var strict = rules()
        strict.allowSameOrigin = false
        #expect(try CrossOriginPolicy(strict).judge(.upgrade(origin, host: host, isSecure: isSecure)).status == 403)
    }

    @Test(
        "Another scheme, host or port is not the server's own, and neither is a crafted Host",
        arguments: [
            ("https://localhost:3000", "localhost:3000", false), ("http://localhost:3000", "localhost:3000", true),
            ("http://localhost:3001", "localhost:3000", false), ("http://localhost", "localhost:443", false),
            ("https://api.example.com", "api.example.com:80", true), ("http://user@evil.test", "user@evil.test", false),
            ("http://evil.test/x", "evil.test/x", false), ("http://", "", false), ("null", "null", false),
            ("http://a.test", "b.a.test", false),
        ])
    func notOwn(_ origin: String, _ host: String, _ isSecure: Bool) throws {
        #expect(CrossOriginPolicy.sameOriginOnly.judge(.upgrade(origin, host: host, isSecure: isSecure)).status == 403)
    }

    @Test("An actual request of the server's own page is granted nothing and refused nothing")
    func ownActual() throws {
        let request = CrossOriginRequest(method: "POST", origins: ["http://localhost:3000"], host: "localhost:3000")
        let verdict = try CrossOriginPolicy(rules()).judge(request)
        #expect(verdict.action == .pass && verdict.refusal == nil && verdict.text == "Vary: Origin\r\n")
    }
}
