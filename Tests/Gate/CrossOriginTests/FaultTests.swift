import CrossOrigin
import Testing

@Suite("Faults of rules")
struct FaultTests {
    typealias Code = CrossOriginFault.Code

    /// Origins with the one fault each has (without credentials) and what to write instead.
    static let origins: [(String, Code, String?)] = [
        ("", .originEmpty, nil), (" https://a.test", .originWhitespace, "https://a.test"),
        ("example.com", .originSchemeMissing, "https://example.com"),
        ("*.example.com", .originSchemeMissing, "https://*.example.com"), ("localhost:3000", .originSchemeMissing, "http://localhost:3000"),
        ("*://example.com", .originSchemeInvalid, nil), ("1a://example.com", .originSchemeInvalid, nil),
        ("wss://example.com", .originWebSocketScheme, "https://example.com"),
        ("ws://localhost:1", .originWebSocketScheme, "http://localhost:1"),
        ("file://", .originFileScheme, nil), ("file:///index.html", .originFileScheme, nil), ("null", .originNull, nil),
        ("https://EXAMPLE.com", .originUpperCase, "https://example.com"), ("HTTPS://example.com", .originUpperCase, "https://example.com"),
        ("https://user@example.com", .originUserinfo, "https://example.com"),
        ("https://example.com/", .originTrailingSlash, "https://example.com"),
        ("https://example.com/app", .originPath, "https://example.com"), ("https://example.com?x", .originPath, "https://example.com"),
        ("https://", .originHostEmpty, nil), ("https://:80", .originHostEmpty, nil), ("https://a..b", .originHostInvalid, nil),
        ("https://a b.test", .originHostInvalid, nil), ("https://[::1", .originHostInvalid, nil), ("https://[x]", .originHostInvalid, nil),
        ("https://exämple.com", .originHostUnicode, "https://xn--exmple-cua.com"),
        ("https://[0:0:0:0:0:0:0:1]", .originIPNotCanonical, "https://[::1]"),
        ("https://127.1", .originIPNotCanonical, "https://127.0.0.1"),
        ("https://example.com:0", .originPortInvalid, nil), ("https://example.com:99999", .originPortInvalid, nil),
        ("https://example.com:", .originPortInvalid, "https://example.com"), ("https://example.com:08", .originPortInvalid, nil),
        ("https://example.com:443", .originDefaultPort, "https://example.com"),
        ("http://localhost:80", .originDefaultPort, "http://localhost"),
        ("https://*", .originWildcardMisplaced, nil), ("https://a.*.com", .originWildcardMisplaced, nil),
        ("https://*.*.example.com", .originWildcardMisplaced, nil), ("https://app-*.example.com", .originWildcardMisplaced, nil),
        ("https://*example.com", .originWildcardMisplaced, nil), ("https://*.1.2.3.4", .originWildcardMisplaced, nil),
        ("https://*.com", .originPublicSuffix, nil), ("https://*.github.io", .originPublicSuffix, nil),
        ("https://*.co.uk:*", .originPublicSuffix, nil),
        (String(repeating: "a", count: 513), .originTooLong, nil),
    ]

    @Test("Each faulty origin has its fault and the value to write", arguments: origins)
    func origin(_ text: String, _ code: Code, _ suggestion: String?) {
        let found = faults { $0.origins = [text] }
        #expect(found.map(\.code) == [code])
        #expect(found.first?.suggestion == suggestion && found.first?.value == text && found.first?.rule == "origins")
        if let suggestion { #expect(faults { $0.origins = [suggestion] }.isEmpty) }
    }

    @Test(
        "What jub0bs accepts with credentials is accepted",
        arguments: [
            "https://*.example.com:*", "https://example.com.", "https://*.example.com.", "https://xn--exmple-cua.com", "https://1.2.3.4",
            "https://[::1]:90", "http://localhost:*", "http://foo.localhost", "http://*.localhost:*", "http://127.0.0.1:8080",
            "https://_x.example.com",
            "https://example", "tauri://localhost", "https://*.internal",
        ])
    func accepted(_ origin: String) {
        #expect(faults { ($0.origins, $0.credentials) = ([origin], true) }.isEmpty)
    }

    @Test("One origin with many flaws shows them all, with one value that mends them together")
    func manyFlaws() {
        let found = faults { $0.origins = [" HTTPS://user@EXÄMPLE.com:443/path"] }
        #expect(
            found.map(\.code) == [
                .originWhitespace, .originUpperCase, .originPath, .originUserinfo, .originDefaultPort, .originHostUnicode,
            ])
        #expect(Set(found.map(\.suggestion)) == ["https://xn--exmple-cua.com"])
    }

    @Test("Rules of lists and combinations each have their code")
    func combinations() {
        func codes(_ configure: (inout CrossOriginRules) -> Void) -> [Code] {
            faults {
                $0.origins = ["https://a.test"]
                configure(&$0)
            }.map(\.code)
        }
        #expect(codes { $0.origins = [] } == [.originsEmpty])
        #expect(codes { $0.origins += ["https://a.test"] } == [.originDuplicate])
        #expect(codes { $0.origins += ["*"] } == [.originAnyNotAlone])
        #expect(codes { ($0.origins, $0.credentials) = (["*"], true) } == [.credentialsWithAnyOrigin])
        #expect(codes { ($0.origins, $0.credentials) = (["http://a.test"], true) } == [.credentialsWithInsecureOrigin])
        #expect(codes { ($0.origins, $0.credentials) = (["http://a.test"], false) } == [])
        #expect(
            codes { $0.methods = ["PUT", "", "P T", String(repeating: "A", count: 65)] } == [
                .methodInvalid, .methodInvalid, .methodInvalid,
            ])
        #expect(codes { $0.methods = ["TRACE", "connect"] } == [.methodForbidden, .methodForbidden])
        #expect(codes { $0.methods = ["patch", "Get"] } == [.methodCase, .methodCase])
        #expect(codes { $0.methods = ["purge", "*"] } == [])
        #expect(codes { $0.methods = ["PUT", "PUT"] } == [.methodDuplicate])
        #expect(codes { $0.requestHeaders = ["x a", ""] } == [.requestHeaderInvalid, .requestHeaderInvalid])
        #expect(
            codes { $0.requestHeaders = ["Cookie", "sec-x", "Proxy-Y", "host"] } == Array(repeating: .requestHeaderForbidden, count: 4))
        #expect(codes { $0.requestHeaders = ["Access-Control-Allow-Origin"] } == [.requestHeaderProhibited])
        #expect(codes { $0.requestHeaders = ["x-a", "X-A"] } == [.requestHeaderDuplicate])
        #expect(codes { $0.exposedHeaders = ["x:"] } == [.exposedHeaderInvalid])
        #expect(codes { $0.exposedHeaders = ["Set-Cookie"] } == [.exposedHeaderForbidden])
        #expect(
            codes { $0.exposedHeaders = ["Origin", "access-control-max-age"] } == [.exposedHeaderProhibited, .exposedHeaderProhibited])
        #expect(codes { $0.exposedHeaders = ["ETag", "etag"] } == [.exposedHeaderDuplicate])
        #expect(codes { ($0.exposedHeaders, $0.credentials) = (["*"], true) } == [.exposedAnyWithCredentials])
        #expect(codes { $0.exposedHeaders = ["*"] } == [])
        #expect(codes { $0.preflightMaxAge = .seconds(-1) } == [.maxAgeOutOfRange])
        #expect(codes { $0.preflightMaxAge = .milliseconds(-1) } == [.maxAgeOutOfRange])
        #expect(codes { $0.preflightMaxAge = .seconds(86401) } == [.maxAgeOutOfRange])
        #expect(codes { $0.preflightMaxAge = .milliseconds(1500) } == [.maxAgeFractional])
        #expect(codes { $0.preflightMaxAge = .seconds(86400) } == [])
    }

    @Test(
        "The https origin to write instead of an http one is itself without fault",
        arguments: ["http://a.test", "http://a.test:443", "http://a.test:8080"])
    func secureSuggestion(_ origin: String) throws {
        let suggestion = try #require(faults { ($0.origins, $0.credentials) = ([origin], true) }.first?.suggestion)
        #expect(faults { ($0.origins, $0.credentials) = ([suggestion], true) }.isEmpty)
    }

    @Test("The dangerous opt-outs admit exactly what they name")
    func optOuts() {
        #expect(faults { ($0.origins, $0.dangerouslyAllowNullOrigin) = (["null"], true) }.isEmpty)
        #expect(faults { ($0.origins, $0.dangerouslyAllowPublicSuffixSubdomains) = (["https://*.github.io"], true) }.isEmpty)
        #expect(
            faults {
                $0.origins = ["http://a.test"]
                $0.credentials = true
                $0.dangerouslyAllowInsecureOriginsWithCredentials = true
            }.isEmpty)
        let found = faults {
            $0.origins = ["*"]
            $0.credentials = true
            $0.dangerouslyAllowInsecureOriginsWithCredentials = true
            $0.dangerouslyAllowNullOrigin = true
            $0.dangerouslyAllowPublicSuffixSubdomains = true
        }
        #expect(found.map(\.code) == [.credentialsWithAnyOrigin])
    }

    @Test("Public suffixes can be injected")
    func injectedSuffixes() throws {
        let suffixes = PublicSuffixes { $0 == "customers.example.com" }
        #expect(throws: CrossOriginRulesError.self) {
            try CrossOriginPolicy(publicSuffixes: suffixes) { $0.origins = ["https://*.customers.example.com"] }
        }
        _ = try CrossOriginPolicy(publicSuffixes: suffixes) { $0.origins = ["https://*.github.io"] }
    }

    @Test("All faults of all rules are reported at once, one clear line each")
    func allAtOnce() {
        var rules = CrossOriginRules()
        rules.origins = ["https://App.example.com/", "null", "http://b.test", "*"]
        rules.methods = ["patch", "TRACE"]
        rules.requestHeaders = ["Cookie", "x-a:"]
        rules.exposedHeaders = ["*"]
        rules.credentials = true
        rules.preflightMaxAge = .seconds(100_000)
        do throws(CrossOriginRulesError) {
            _ = try CrossOriginPolicy(rules)
            Issue.record("compiled")
        } catch {
            #expect(
                error.faults.map(\.code) == [
                    .originTrailingSlash, .originUpperCase, .originNull, .credentialsWithInsecureOrigin, .originAnyNotAlone,
                    .credentialsWithAnyOrigin, .methodCase, .methodForbidden, .requestHeaderForbidden, .requestHeaderInvalid,
                    .exposedAnyWithCredentials, .maxAgeOutOfRange,
                ])
            let lines = error.description.split(separator: "\n")
            #expect(lines.count == 13 && lines[0] == "The cross-origin rules have 12 faults:")
            #expect(
                lines[1]
                    == "  [origin-trailing-slash] origins: `https://App.example.com/` ends with a slash, which origins never do; remove it "
                    + "(did you mean `https://app.example.com`?)")
        }
    }

    @Test("Every fault has a kebab-case code, and every code of the list is reachable")
    func codes() {
        for code in Code.allCases {
            #expect(code.rawValue.allSatisfy { $0 == "-" || ("a"..."z").contains($0) })
        }
        let reached = Set(Self.origins.map(\.1)).union(ExpressionTests.faulty.map(\.1))
        let elsewhere: Set<Code> = [
            .originsEmpty, .originDuplicate, .originAnyNotAlone, .credentialsWithAnyOrigin, .credentialsWithInsecureOrigin, .methodInvalid,
            .methodForbidden, .methodCase, .methodDuplicate, .requestHeaderInvalid, .requestHeaderForbidden, .requestHeaderProhibited,
            .requestHeaderDuplicate, .exposedHeaderInvalid, .exposedHeaderForbidden, .exposedHeaderProhibited, .exposedHeaderDuplicate,
            .exposedAnyWithCredentials, .maxAgeOutOfRange, .maxAgeFractional, .timingOriginInvalid, .timingAnyNotAlone, .settingInvalid,
            .settingUnknown,
        ]
        #expect(reached.union(elsewhere) == Set(Code.allCases))
    }
}
