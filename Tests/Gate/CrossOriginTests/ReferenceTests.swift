import CrossOrigin
import Testing

@Suite("The engine agrees with a reference written from the Fetch text")
struct ReferenceTests {
    static let origins: [[String]] = [
        ["https://app.example.com"], ["https://*.example.com"], ["https://*.example.com:*"],
        ["http://localhost:*", "http://127.0.0.1:3000"],
        ["https://app.example.com", "https://*.customers.example.com", "https://*.example.com:8443"], ["*"], ["null"],
        ["https://{label}.example.com", "https://{label}.b.example.com:*"],
        ["http://localhost:3000-3010", "https://*.example.com:{443,8443-8450}"],
        ["http://localhost:{80,3000,65535}", "tauri://localhost:1-9"],
        ["http://[::1]:3000", "http://[2001:db8::1]", "tauri://localhost"], ["http://app.example.com", "https://app.example.com:8443"],
        ["https://xn--bcher-kva.example", "https://_x.example.com", "https://example.com."],
    ]
    static let methods: [[String]] = [
        [], ["GET", "HEAD", "POST"], ["PUT"], ["PATCH", "DELETE"], ["*"], ["purge", "*"], ["QUERY", "M-SEARCH"],
    ]
    static let headers: [[String]] = [
        [], ["Content-Type"], ["x-a", "X-B"], ["*"], ["*", "Authorization"], ["authorization"], ["*", "x-a"],
    ]
    static let exposed: [[String]] = [[], ["X-Request-Id"], ["*"], ["etag", "x-a"]]

    static let pageOrigins: [String] =
        origins.joined().filter { $0 == "null" || ReferenceRules.parts($0) != nil } + [
            "https://a.example.com", "https://a.b.example.com", "https://a.example.com:8443", "https://example.com",
            "https://x.customers.example.com",
            "http://localhost", "http://localhost:3000", "http://localhost:65535", "http://127.0.0.1", "http://[::1]", "https://evil.test",
            "https://app.example.com.evil.test", "https://evilexample.com", "http://app.example.com:8443", "https://bcher.example", "null",
            "tauri://other", "tauri://localhost:5", "http://localhost:3010", "http://localhost:3011", "https://x.a.b.example.com:8450",
            "https://0x7f.example.com", "https://1.2.3.4", "https://[2001:db8::1]:8443",
        ]
    static let pageMethods = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "patch", "DELETE", "purge", "PURGE", "QUERY", "M-SEARCH", "OPTIONS", "*",
    ]
    static let pageHeaders: [[String]] = [
        [], ["content-type"], ["x-a"], ["X-A", "x-b"], ["authorization"], ["Authorization", "x-a"], ["x-c"], ["*"],
        ["content-type", "x-a", "x-b"],
    ]

    /// Rules drawn at random that compile.
    static func rules(_ generator: inout SeededGenerator) -> (CrossOriginRules, CrossOriginPolicy) {
        while true {
            var rules = CrossOriginRules()
            rules.origins = origins.randomElement(using: &generator)!
            rules.methods = methods.randomElement(using: &generator)!
            rules.requestHeaders = headers.randomElement(using: &generator)!
            rules.exposedHeaders = exposed.randomElement(using: &generator)!
            rules.credentials = .random(using: &generator)
            rules.preflightMaxAge = [nil, .zero, .seconds(600)].randomElement(using: &generator)!
            rules.dangerouslyAllowNullOrigin = rules.origins == ["null"]
            rules.dangerouslyAllowInsecureOriginsWithCredentials = .random(using: &generator)
            if let policy = try? CrossOriginPolicy(rules) { return (rules, policy) }
        }
    }

    @Test("A page reads an answer exactly where the rules mean it to: 6,000 policies and requests drawn at random")
    func pages() {
        var generator = SeededGenerator(seed: 2026)
        var disagreements: [String] = []
        var granted = 0
        for _ in 0..<120 {
            let (rules, policy) = Self.rules(&generator)
            let reference = ReferenceRules(rules: rules)
            // Two pages of three do what the rules allow in at least one respect, lest refusals drown the rest.
            let admitted = Self.pageOrigins.filter(reference.admits)
            let allowed = Self.pageMethods.filter(reference.allows(method:))
            for _ in 0..<50 {
                let page = ReferencePage(
                    origin: (generator.next() % 3 == 0 ? Self.pageOrigins : admitted).randomElement(using: &generator)!,
                    method: (generator.next() % 3 == 0 ? Self.pageMethods : allowed).randomElement(using: &generator)!,
                    headers: Self.pageHeaders.randomElement(using: &generator)!,
                    includesCredentials: rules.credentials ? .random(using: &generator) : generator.next() % 6 == 0)
                let isMeant = reference.grant(page)
                granted += isMeant ? 1 : 0
                if page.mayRead(from: policy) != isMeant { disagreements.append("\(page) meant \(isMeant) by \(rules)") }
            }
        }
        #expect(disagreements.isEmpty, "\(disagreements.count): \(disagreements.prefix(3))")
        #expect((1500...4500).contains(granted), "\(granted) granted: neither answer may be rare")
    }

    @Test("A page sees a response field exactly where the rules expose it, and never on a preflight")
    func exposure() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<100 {
            let (rules, policy) = Self.rules(&generator)
            let reference = ReferenceRules(rules: rules)
            let origin = Self.pageOrigins.filter(reference.admits).randomElement(using: &generator)!
            for name in ["x-request-id", "etag", "x-a", "x-other", "set-cookie"] {
                for include in rules.credentials ? [true, false] : [false] {
                    let page = ReferencePage(origin: origin, method: "GET", headers: [], includesCredentials: include)
                    let isMeant = reference.exposes(name) && name != "set-cookie"
                    #expect(page.seesField(name, in: policy.judge(.get(origin)).fields.list) == isMeant)
                }
            }
            #expect(policy.judge(.preflight(origin)).fields["access-control-expose-headers"] == nil)
        }
    }

    @Test("The engine and the reference call the same strings origins")
    func syntax() {
        let pieces = [
            "https", "http", "tauri", "://", ":", "/", "app", ".", "..", "example", ".com", ":8443", ":443", ":80", ":0", ":65536", "*",
            "@", "[",
            "]", "[::1]", "[::]", "[1::2]", "[0::1]", "1.2.3.4", "1.2.3", "256", "01", "0x1", "xn--bcher-kva.", "_", "-", "A", "é", " ",
            "null", "%",
            ",",
        ]
        var generator = SeededGenerator(seed: 5)
        var valid = 0
        for round in 0..<8000 {
            var text = round % 4 == 0 ? "" : "https://"
            for _ in 0..<Int.random(in: 0...5, using: &generator) { text += pieces.randomElement(using: &generator)! }
            let isOrigin = text == "null" || ReferenceRules.parts(text) != nil
            valid += isOrigin ? 1 : 0
            #expect((Origin(text) != nil) == isOrigin, "\(text)")
        }
        for text in Corpus.neverOrigins where !text.contains("xn--") { #expect(ReferenceRules.parts(text) == nil, "\(text.prefix(80))") }
        #expect(valid > 400)
    }
}
