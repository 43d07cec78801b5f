import CrossOrigin
import Testing

@Suite("Matching")
struct MatchingTests {
    static let strict = try? CrossOriginPolicy {
        $0.origins = ["https://app.example.com", "https://*.customers.example.com"]
        $0.credentials = true
    }

    @Test("Strings that no browser sends are malformed to every policy, also under wildcards", arguments: Corpus.neverOrigins)
    func malformed(_ origin: String) throws {
        let policy = try #require(Self.strict)
        #expect(policy.judge(.get(origin)).allowOrigin == nil)
        #expect(policy.judge(.get(origin)).refusal?.reason == .originMalformed)
        #expect(policy.judge(.preflight(origin)).status == 403)
        #expect(policy.judge(.upgrade(origin, host: "app.example.com", isSecure: true)).status == 403)
        #expect((policy.judge(.get(origin)).refusal?.description.utf8.count ?? 0) < 1200)
    }

    @Test("Look-alikes of listed origins are refused", arguments: Corpus.lookAlikes)
    func lookAlikes(_ origin: String) throws {
        let policy = try #require(Self.strict)
        #expect(Origin(origin) != nil)
        #expect(policy.judge(.get(origin)).allowOrigin == nil)
        #expect(policy.judge(.preflight(origin)).status == 403)
        #expect(policy.judge(.upgrade(origin)).status == 403)
    }

    @Test("The jub0bs regressions: brackets, a path before the suffix, doubled dots")
    func regressions() throws {
        let policy = try policy { ($0.origins, $0.credentials) = (["https://app.example.com", "https://*.app.example.com"], true) }
        for origin in ["https://[app.example.com]", "https://a/b.app.example.com", "https://..app.example.com", "https://.app.example.com"]
        {
            #expect(policy.judge(.get(origin)).text == "Vary: Origin\r\n")
        }
    }

    @Test(
        "A subdomain wildcard covers any depth of one or more labels, not the domain itself",
        arguments: [
            ("https://a.example.com", true), ("https://a.b.c.example.com", true), ("https://xn--bcher-kva.example.com", true),
            ("https://1.example.com", true), ("https://_.example.com", true), ("https://example.com", false),
            ("https://aexample.com", false),
            ("https://a.example.com:8443", false), ("http://a.example.com", false), ("https://a.example.com.", false),
        ])
    func subdomains(_ origin: String, _ isAdmitted: Bool) throws {
        let policy = try policy { $0.origins = ["https://*.example.com"] }
        #expect((policy.judge(.get(origin)).allowOrigin == origin) == isAdmitted)
    }

    @Test(
        "A port wildcard covers every port and the default, of one host",
        arguments: [
            ("http://localhost", true), ("http://localhost:1", true), ("http://localhost:65535", true), ("http://localhost:443", true),
            ("https://localhost:3000", false), ("http://a.localhost:3000", false), ("http://localhost:0", false),
            ("http://localhost:80", false),
            ("http://localhost.:3000", false), ("http://localhos:3000", false), ("http://127.0.0.1:3000", false),
        ])
    func ports(_ origin: String, _ isAdmitted: Bool) throws {
        let policy = try policy { ($0.origins, $0.credentials) = (["http://localhost:*"], true) }
        #expect((policy.judge(.get(origin)).allowOrigin == origin) == isAdmitted)
    }

    @Test("Both wildcards combine, and a numbered port joins a subdomain wildcard")
    func both() throws {
        let both = try policy { $0.origins = ["https://*.example.com:*"] }
        #expect(both.judge(.get("https://a.b.example.com:8443")).allowOrigin != nil)
        #expect(both.judge(.get("https://a.example.com")).allowOrigin != nil)
        #expect(both.judge(.get("https://example.com:8443")).allowOrigin == nil)
        let numbered = try policy { $0.origins = ["https://*.example.com:8443"] }
        #expect(numbered.judge(.get("https://a.example.com:8443")).allowOrigin != nil)
        #expect(numbered.judge(.get("https://a.example.com")).allowOrigin == nil)
    }

    @Test(
        "Addresses and custom schemes can be listed",
        arguments: ["http://[::1]:3000", "https://1.2.3.4", "tauri://localhost", "http://127.0.0.1"])
    func addresses(_ origin: String) throws {
        let policy = try policy { ($0.origins, $0.credentials) = ([origin], true) }
        #expect(policy.judge(.get(origin)).allowOrigin == origin)
        let anyPort = try CrossOriginPolicy { $0.origins = ["http://[::1]:*"] }
        #expect(anyPort.judge(.get("http://[::1]:99")).allowOrigin != nil)
        #expect(anyPort.judge(.get("http://[0::1]:99")).allowOrigin == nil)
    }

    @Test("A pattern without a wildcard admits itself alone; whatever a wildcard admits is a valid origin of its scheme and suffix")
    func property() throws {
        var generator = SeededGenerator(seed: 42)
        let exact = try policy { $0.origins = ["https://app.example.com"] }
        let wild = try policy { $0.origins = ["https://*.example.com:*"] }
        let pieces = [
            "https://", "http://", "app", ".", "..", "example", ".com", ":", "8443", "443", "/", "@", "[", "]", "A", "é", "evil.", "-",
            "xn--", "", ".", "null",
        ]
        var admitted = 0
        for round in 0..<20_000 {
            var text = round % 3 == 0 ? "" : "https://"
            for _ in 0..<Int.random(in: 1...6, using: &generator) { text += pieces.randomElement(using: &generator)! }
            if round % 2 == 0 { text += ".example.com" }
            #expect((exact.judge(.get(text)).allowOrigin != nil) == (text == "https://app.example.com"))
            guard wild.judge(.get(text)).allowOrigin != nil else { continue }
            admitted += 1
            guard case .tuple("https", let host, _) = Origin(text) else {
                Issue.record("admitted \(text), which is no origin")
                continue
            }
            #expect(host.hasSuffix(".example.com") && !host.hasPrefix("."))
        }
        #expect(admitted > 100)
    }

    @Test("Every change of one byte of a listed origin is refused")
    func mutations() throws {
        let policy = try #require(Self.strict)
        let listed = Array("https://app.example.com".utf8)
        for index in listed.indices {
            for byte in UInt8(0x20)..<0x7F where byte != listed[index] {
                var mutated = listed
                mutated[index] = byte
                #expect(policy.judge(.get(String(decoding: mutated, as: UTF8.self))).allowOrigin == nil)
            }
            var shortened = listed
            shortened.remove(at: index)
            #expect(policy.judge(.get(String(decoding: shortened, as: UTF8.self))).allowOrigin == nil)
        }
    }

    @Test("Among thousands of exact origins each is found, and none beside them")
    func many() throws {
        let origins = (0..<5000).map { "https://tenant-\($0).example.com" }
        let policy = try policy { $0.origins = origins }
        for origin in origins { #expect(policy.judge(.get(origin)).allowOrigin == origin) }
        for index in 5000..<6000 { #expect(policy.judge(.get("https://tenant-\(index).example.com")).allowOrigin == nil) }
    }
}
