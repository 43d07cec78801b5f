import CrossOrigin
import Testing

@Suite("Properties")
struct PropertyTests {
    /// Origins that differ from `origin` and were made to pass for it.
    static func lookAlikes(_ origin: String) -> [String] {
        let separator = origin.firstRange(of: "://")!
        let (scheme, named) = (String(origin[..<separator.lowerBound]), String(origin[separator.upperBound...]))
        let isBracketed = named.hasPrefix("[")
        let end = isBracketed ? named.index(after: named.firstIndex(of: "]")!) : named.firstIndex(of: ":") ?? named.endIndex
        let (host, port) = (String(named[..<end]), String(named[end...]))
        let first = host.first.map(String.init) ?? ""
        var found = [
            // prefixes and suffixes
            "\(scheme)://evil\(named)", "\(scheme)://evil-\(named)", "\(scheme)://evil.\(named)", "\(scheme)://\(host)evil\(port)",
            "\(scheme)://\(host).evil.test\(port)", "\(scheme)://\(host)-evil.test\(port)", "\(scheme)://evil.test/\(named)",
            "\(scheme)://evil.test?\(named)", "\(scheme)://evil.test#\(named)", "\(scheme)://evil.test\\\(named)", "x\(origin)",
            "\(origin)x", " \(origin)",
            "\(origin) ", "\(origin)\t", "\(origin)\u{0}", "\(origin),", ",\(origin)", "\(origin)/", "\(origin)/.", "\(origin)?",
            "\(origin)#",
            "\(origin)%00", "\(origin);", String(origin.dropLast()), String(origin.dropFirst()),
            // userinfo
            "\(scheme)://\(named)@evil.test", "\(scheme)://evil.test@\(named)", "\(scheme)://@\(named)", "\(scheme)://u:p@\(named)",
            // brackets and dots
            "\(scheme)://[\(host)]\(port)", "\(scheme)://\(host).\(port)", "\(scheme)://\(host)..\(port)", "\(scheme)://.\(named)",
            "\(scheme)://..\(named)", "\(scheme)://\(host.split(separator: ".").joined(separator: ".."))..\(port)",
            // case
            origin.uppercased(), "\(scheme.uppercased())://\(named)", "\(scheme)://\(first.uppercased())\(named.dropFirst())",
            // schemes
            "\(scheme)s://\(named)", "\(scheme):/\(named)", "\(scheme):\(named)", "//\(named)", named, "ws://\(named)",
            "javascript://\(named)",
            // two at once
            "\(origin),\(origin)", "\(origin) \(origin)", "\(origin), https://evil.test",
        ]
        // ports
        found += [":", ":0", ":00", ":1", ":080", ":65535", ":65536", ":99999999999999999999", ":-1", ":+1", ":*", ":8a"].map {
            "\(scheme)://\(host)\($0)"
        }
        if !isBracketed {
            // homographs: Cyrillic, Greek and full-width letters, raw and as the punycode they become
            for (latin, twin) in [("a", "а"), ("e", "е"), ("o", "ο"), ("p", "р"), ("c", "с"), ("l", "ｌ"), ("x", "х")]
            where host.contains(latin) {
                let imitation = "\(scheme)://\(host.replacing(latin, with: twin))\(port)"
                found.append(imitation)
                if let written = Origin(canonicalizing: imitation) { found.append(written.description) }
            }
        }
        return found.filter { $0 != origin }
    }

    static let exact = [
        "https://app.example.com", "http://localhost:3000", "https://api.example.co.uk:8443", "http://127.0.0.1:8080", "http://[::1]:3000",
        "https://xn--bcher-kva.example", "tauri://localhost", "https://example.com.", "https://_x.a.test", "http://[2001:db8::1]",
    ]

    @Test("Whatever imitates a listed origin is refused, for reading, preflights and upgrades", arguments: exact)
    func lookAlikes(_ origin: String) throws {
        let policy = try policy { ($0.origins, $0.credentials) = ([origin], !origin.hasPrefix("http://[2")) }
        #expect(policy.judge(.get(origin)).allowOrigin == origin)
        let imitations = Self.lookAlikes(origin)
        #expect(imitations.count > 50)
        for imitation in imitations {
            #expect(policy.judge(.get(imitation)).allowOrigin == nil, "\(imitation)")
            #expect(policy.judge(.get(imitation)).refusal != nil, "\(imitation)")
            #expect(policy.judge(.preflight(imitation)).status == 403, "\(imitation)")
            #expect(policy.judge(.upgrade(imitation, host: "api.test")).status == 403, "\(imitation)")
        }
    }

    @Test("What a subdomain wildcard admits of the imitations is truly below its host")
    func lookAlikesOfWildcards() throws {
        let policy = try policy { ($0.origins, $0.credentials) = (["https://*.example.com"], true) }
        for imitation in Self.lookAlikes("https://app.example.com") + Self.lookAlikes("https://example.com")
        where policy.judge(.get(imitation)).allowOrigin != nil {
            let parts = try #require(ReferenceRules.parts(imitation), "\(imitation)")
            #expect(parts.scheme == "https" && parts.port == nil && parts.host.hasSuffix(".example.com"), "\(imitation)")
        }
    }

    @Test("A pattern without a wildcard admits one origin and no other, among all that the tests know")
    func exactAdmitsOne() throws {
        let known = Set(
            Self.exact + Self.exact.flatMap(Self.lookAlikes) + Corpus.lookAlikes + Corpus.neverOrigins + ReferenceTests.pageOrigins)
        for origin in Self.exact {
            let policy = try policy { $0.origins = [origin] }
            #expect(known.filter { policy.judge(.get($0)).allowOrigin != nil } == [origin])
        }
        #expect(known.count > 500)
    }

    @Test("Canonicalising is idempotent, and yields what browsers send")
    func canonical() {
        var generator = SeededGenerator(seed: 9)
        let pieces = [
            "https", "HTTP", "wss", "://", ":", "/", "App", ".", "..", "example", ".COM", ":8443", ":443", ":080", "@", "u:p@", "[::1]",
            "[0:0::A]",
            "[::ffff:1.2.3.4]", "127.0.0.1", "1.2", "bücher", "例え", "ﬀ", "İ", "ẞ", "\u{301}", "\u{200d}", "xn--", "-", "?q", "#f", " ",
            "\t", "localhost",
        ]
        var found = 0
        for _ in 0..<8000 {
            var text = Bool.random(using: &generator) ? "https://" : ""
            for _ in 0..<Int.random(in: 1...6, using: &generator) { text += pieces.randomElement(using: &generator)! }
            guard let origin = Origin(canonicalizing: text) else { continue }
            found += 1
            #expect(Origin(canonicalizing: origin.description) == origin, "\(text)")
            #expect(Origin(origin.description) == origin, "\(text)")
            #expect(origin == .opaque || ReferenceRules.parts(origin.description) != nil, "\(text) became \(origin)")
        }
        #expect(found > 1000)
    }

    @Test("No verdict has `*` with credentials, two Allow-Origins, a line break in a value, or a grant for a refusal")
    func fields() {
        var generator = SeededGenerator(seed: 3)
        let origins = Self.exact + ReferenceTests.pageOrigins + Corpus.lookAlikes + Corpus.neverOrigins.filter { $0.utf8.count < 600 }
        let asked = ["", "x-a", "X-A, x-b", "authorization", ",,", "x\r\ny: z", "é", "*", String(repeating: "x,", count: 300)]
        let methods = ReferenceTests.pageMethods + ["", "P T", "X\r\nY: z", "TRACE"]
        var granted = 0
        for _ in 0..<80 {
            let (rules, policy) = ReferenceTests.rules(&generator)
            for _ in 0..<60 {
                var request = CrossOriginRequest(method: ["GET", "OPTIONS", "OPTIONS", "PUT", ""].randomElement(using: &generator)!)
                let from = Bool.random(using: &generator) ? rules.origins : origins
                request.origins = (0..<[0, 1, 1, 1, 1, 1, 2].randomElement(using: &generator)!).map { _ in
                    from.randomElement(using: &generator)!
                }
                request.requestedMethod = [nil, methods.randomElement(using: &generator)!].randomElement(using: &generator)!
                request.requestedHeaders = (0..<Int.random(in: 0...2, using: &generator)).map { _ in asked.randomElement(using: &generator)!
                }
                request.isUpgrade = generator.next() % 4 == 0
                request.host = [nil, "localhost:3000", "app.example.com"].randomElement(using: &generator)!
                let verdict = policy.judge(request)
                let lines = verdict.text.split(separator: "\r\n", omittingEmptySubsequences: false)
                #expect(lines.last == "" && lines.dropLast().allSatisfy { $0.contains(": ") && !$0.contains("\r") && !$0.contains("\n") })
                let allowed = verdict.fields.list.filter { $0.name.lowercased() == "access-control-allow-origin" }.map(\.value)
                #expect(allowed.count <= 1)
                if verdict.fields["access-control-allow-credentials"] != nil {
                    // A method or field that is itself called `*` may be reflected: with credentials it means no more than that.
                    let mayReflect = request.requestedMethod == "*" || request.requestedHeaders.contains("*")
                    #expect(allowed.first != nil && allowed.first != "*" && (mayReflect || !verdict.text.contains("*\r\n")))
                }
                if verdict.refusal != nil { #expect(verdict.fields.list.allSatisfy { $0.name == "Vary" }) }
                if verdict.action != .pass { #expect((verdict.action == .refuse) == (verdict.refusal != nil)) }
                if let value = allowed.first, value != "*" { #expect(value == request.origins.first) }
                granted += allowed.isEmpty ? 0 : 1
            }
        }
        #expect(granted > 500)
    }
}
