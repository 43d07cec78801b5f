import CrossOrigin
import Testing

@Suite("What a policy may be told beside origins")
struct PolicyOptionTests {
    static let page = "https://app.example.com"

    func policy(_ configure: (inout CrossOriginRules) -> Void = { _ in }) throws -> CrossOriginPolicy {
        try CrossOriginPolicy {
            $0.origins = [Self.page]
            configure(&$0)
        }
    }

    @Test("A granted preflight is answered 204, or 200 for clients that choke on that; a refused one 403 all the same")
    func status() throws {
        #expect(try policy().judge(.preflight(Self.page)).status == 204)
        let choking = try policy { $0.preflightStatus = .ok }
        #expect(choking.judge(.preflight(Self.page)).status == 200)
        #expect(choking.judge(.preflight("https://evil.test")).status == 403)
        #expect(choking.judge(.get(Self.page)).status == nil)
    }

    @Test("Preflights can be passed to the handler, with their fields; refused ones never are")
    func passing() throws {
        let passing = try policy { $0.passesPreflightsToHandler = true }
        let verdict = passing.judge(.preflight(Self.page))
        #expect(verdict.action == .pass)
        #expect(verdict.fields["Access-Control-Allow-Methods"] == "GET, HEAD, POST")
        #expect(verdict.allowOrigin == Self.page)
        #expect(passing.judge(.preflight("https://evil.test")).action == .refuse)
        #expect(passing.judge(.preflight(Self.page, "PUT")).action == .refuse)
    }

    @Test("Max-age is omitted, 0 or as many seconds as the rules say")
    func maxAge() throws {
        #expect(try policy { $0.preflightMaxAge = nil }.judge(.preflight(Self.page)).fields["Access-Control-Max-Age"] == nil)
        #expect(try policy { $0.preflightMaxAge = .zero }.judge(.preflight(Self.page)).fields["Access-Control-Max-Age"] == "0")
        #expect(try policy { $0.preflightMaxAge = .seconds(7200) }.judge(.preflight(Self.page)).fields["Access-Control-Max-Age"] == "7200")
    }

    @Test("Any method is answered `*`, and reflected where credentials take the meaning from `*`")
    func anyMethod() throws {
        let plain = try policy { $0.methods = ["*"] }
        #expect(plain.judge(.preflight(Self.page, "PURGE")).fields["Access-Control-Allow-Methods"] == "*")
        let reflecting = try policy {
            $0.methods = ["*"]
            $0.credentials = true
        }
        #expect(reflecting.judge(.preflight(Self.page, "PURGE")).fields["Access-Control-Allow-Methods"] == "PURGE")
        #expect(reflecting.judge(.preflight(Self.page, "TRACE")).action == .refuse)
    }

    @Test(
        "Timing and resource policy go with every response but preflights': listed, refused and without Origin",
        arguments: ["https://app.example.com", "https://evil.test", nil])
    func common(origin: String?) throws {
        let policy = try policy {
            $0.timingOrigins = [Self.page, "https://status.example.com"]
            $0.resourcePolicy = .sameSite
        }
        let fields = policy.judge(.get(origin)).fields
        #expect(fields["Timing-Allow-Origin"] == "https://app.example.com, https://status.example.com")
        #expect(fields["Cross-Origin-Resource-Policy"] == "same-site")
        #expect(policy.judge(.preflight(Self.page)).fields["Cross-Origin-Resource-Policy"] == nil)
    }

    @Test(
        "A timing origin must be one origin or `*` alone",
        arguments: [
            (["https://app.example.com/"], "https://app.example.com"), (["https://*.example.com"], nil), (["null"], nil),
            (["HTTPS://app.example.com"], "https://app.example.com"),
        ])
    func timingFaults(origins: [String], suggestion: String?) {
        let found = faults {
            $0.origins = [Self.page]
            $0.timingOrigins = origins
        }
        #expect(found.map(\.code) == [.timingOriginInvalid])
        #expect(found.first?.suggestion == suggestion || origins == ["null"])
        #expect(
            faults {
                $0.origins = [Self.page]
                $0.timingOrigins = ["*", Self.page]
            }.map(\.code) == [.timingAnyNotAlone])
    }

    @Test("The withdrawn private-network field is sent with granted preflights only if dangerously allowed")
    func privateNetwork() throws {
        let name = "Access-Control-Allow-Private-Network"
        #expect(try policy().judge(.preflight(Self.page)).fields[name] == nil)
        let legacy = try policy { $0.dangerouslyAllowPrivateNetworkAccess = true }
        #expect(legacy.judge(.preflight(Self.page)).fields[name] == "true")
        #expect(legacy.judge(.preflight("https://evil.test")).fields[name] == nil)
        #expect(legacy.judge(.get(Self.page)).fields[name] == nil)
        #expect(legacy.warnings.map(\.code) == [.privateNetworkAccessDead])
    }
}
