import CrossOrigin
import Testing

@Suite("Verdicts")
struct VerdictTests {
    let app = "https://app.example.com"

    func credentialed() throws -> CrossOriginPolicy {
        try policy {
            $0.origins = ["https://app.example.com", "https://*.customers.example.com"]
            $0.methods = ["GET", "POST", "PUT"]
            $0.credentials = true
            $0.requestHeaders = ["Content-Type", "authorization"]
            $0.exposedHeaders = ["X-Request-Id"]
        }
    }

    @Test("An actual response to an exact origin carries exactly these bytes")
    func actualBytes() throws {
        let verdict = try credentialed().judge(.get(app))
        #expect(verdict.action == .pass && verdict.refusal == nil && verdict.status == nil)
        #expect(
            verdict.text == """
                Access-Control-Allow-Origin: https://app.example.com\r
                Access-Control-Allow-Credentials: true\r
                Access-Control-Expose-Headers: x-request-id\r
                Vary: Origin\r

                """)
    }

    @Test("A granted preflight carries exactly these bytes, and no exposed fields")
    func preflightBytes() throws {
        let verdict = try credentialed().judge(.preflight(app, "PUT", headers: ["content-type"]))
        #expect(verdict.action == .answerPreflight && verdict.status == 204 && verdict.refusal == nil)
        #expect(
            verdict.text == """
                Access-Control-Allow-Origin: https://app.example.com\r
                Access-Control-Allow-Credentials: true\r
                Access-Control-Allow-Methods: GET, POST, PUT\r
                Access-Control-Allow-Headers: content-type, authorization\r
                Access-Control-Max-Age: 3600\r
                Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\r

                """)
    }

    @Test("A wildcard's answer differs from an exact origin's in nothing but the origin")
    func wildcardBytes() throws {
        let policy = try credentialed()
        let origin = "https://a.b.customers.example.com"
        #expect(policy.judge(.get(origin)).text == policy.judge(.get(app)).text.replacing(app, with: origin))
        #expect(policy.judge(.preflight(origin)).text == policy.judge(.preflight(app)).text.replacing(app, with: origin))
    }

    @Test("The parts, the list and the bytes of the fields say the same")
    func forms() throws {
        let fields = try credentialed().judge(.preflight(app)).fields
        var parts: [UInt8] = []
        fields.forEachPart { parts += $0 }
        #expect(parts == fields.bytes && parts.count == fields.byteCount)
        let written = fields.list.map { "\($0.name): \($0.value)\r\n" }.joined()
        #expect(Array(written.utf8) == parts)
    }

    @Test(
        "Vary names Origin for allowed, denied and absent origins, preflights and upgrades",
        arguments: [
            CrossOriginRequest.get("https://app.example.com"), .get("https://evil.test"), .get("null"), .get("%%%"), .get(nil),
            .upgrade("https://app.example.com"), .upgrade("https://evil.test"), .upgrade(nil),
            CrossOriginRequest(method: "OPTIONS"), CrossOriginRequest(method: "GET", origins: ["https://a.test", "https://b.test"]),
        ])
    func varyEverywhere(_ request: CrossOriginRequest) throws {
        #expect(try credentialed().judge(request).vary == "Origin")
        #expect(CrossOriginPolicy.sameOriginOnly.judge(request).vary == "Origin")
    }

    @Test("Preflights vary on what they ask, granted or denied", arguments: ["https://app.example.com", "https://evil.test", "null"])
    func varyOfPreflights(_ origin: String) throws {
        let asked = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
        #expect(try credentialed().judge(.preflight(origin)).vary == asked)
        #expect(try credentialed().judge(.preflight(origin, "DELETE")).vary == asked)
        #expect(try credentialed().judge(.preflight(origin, headers: ["x-no"])).vary == asked)
    }

    @Test("A policy that answers everyone alike sends `*` to all and no Vary on Origin")
    func anyOrigin() throws {
        let policy = CrossOriginPolicy.publicReadOnly
        for request in [CrossOriginRequest.get(nil), .get(app), .get("null"), .get("not an origin")] {
            let verdict = policy.judge(request)
            #expect(verdict.text == "Access-Control-Allow-Origin: *\r\n")
            #expect(verdict.action == .pass && verdict.refusal == nil)
        }
        let preflight = policy.judge(.preflight(app, "GET"))
        #expect(preflight.vary == "Access-Control-Request-Method, Access-Control-Request-Headers")
        #expect(preflight.allowOrigin == "*" && preflight.fields["access-control-allow-methods"] == "GET, HEAD")
        #expect(policy.judge(.preflight(app, "DELETE")).action == .refuse)
        #expect(policy.judge(.upgrade("null")).action == .pass)
        #expect(policy.judge(.upgrade("https://[app.example.com]")).refusal?.reason == .originMalformed)
    }

    @Test("A denied preflight is answered 403 with Vary and nothing else")
    func deniedPreflight() throws {
        for request in [CrossOriginRequest.preflight("https://evil.test"), .preflight(app, "DELETE"), .preflight(app, headers: ["x-no"])] {
            let verdict = try credentialed().judge(request)
            #expect(verdict.action == .refuse && verdict.status == 403)
            #expect(verdict.fields.list.map(\.name) == ["Vary"])
            #expect(verdict.refusal != nil)
        }
    }

    @Test("An actual request from a refused origin passes without fields, and the refusal is told to the operator")
    func simpleRequestsPass() throws {
        let verdict = try credentialed().judge(.get("https://evil.test"))
        #expect(verdict.action == .pass && verdict.text == "Vary: Origin\r\n")
        #expect(verdict.refusal?.reason == .originNotListed)
    }

    @Test("Without Origin a request passes with Vary and no refusal, whatever its method")
    func withoutOrigin() throws {
        for method in ["GET", "POST", "OPTIONS"] {
            let request = CrossOriginRequest(method: method, requestedMethod: "PUT")
            let verdict = try credentialed().judge(request)
            #expect(verdict.action == .pass && verdict.text == "Vary: Origin\r\n" && verdict.refusal == nil)
        }
    }

    @Test("Only OPTIONS with Origin and Access-Control-Request-Method is a preflight")
    func whatIsAPreflight() throws {
        let policy = try credentialed()
        #expect(policy.judge(CrossOriginRequest(method: "OPTIONS", origins: [app])).action == .pass)
        #expect(policy.judge(CrossOriginRequest(method: "GET", origins: [app], requestedMethod: "PUT")).action == .pass)
        #expect(policy.judge(CrossOriginRequest(method: "options", origins: [app], requestedMethod: "PUT")).action == .pass)
        #expect(
            policy.judge(CrossOriginRequest(method: "OPTIONS", origins: [app], requestedMethod: "")).refusal?.reason == .methodMalformed)
    }

    @Test("Several Origin fields are refused even if the first is listed")
    func severalOrigins() throws {
        let request = CrossOriginRequest(method: "GET", origins: [app, app])
        let verdict = try credentialed().judge(request)
        #expect(verdict.allowOrigin == nil && verdict.refusal?.reason == .severalOrigins)
        var upgrade = request
        upgrade.isUpgrade = true
        #expect(try credentialed().judge(upgrade).status == 403)
    }

    @Test("There is never more than one Allow-Origin, and never `*` with credentials")
    func oneAllowOrigin() throws {
        for request in [CrossOriginRequest.get(app), .preflight(app), .upgrade(app), .get("https://x.customers.example.com")] {
            let list = try credentialed().judge(request).fields.list
            #expect(list.count { $0.name == "Access-Control-Allow-Origin" } == 1)
            #expect(!list.contains { $0.value.contains("*") })
        }
    }

    @Test("The null origin is granted only where it is dangerously listed")
    func nullOrigin() throws {
        let verdict = try credentialed().judge(.get("null"))
        #expect(verdict.allowOrigin == nil && verdict.refusal?.reason == .originNull)
        let dangerous = try policy {
            $0.origins = ["null"]
            $0.dangerouslyAllowNullOrigin = true
        }
        #expect(dangerous.judge(.get("null")).allowOrigin == "null")
        #expect(dangerous.judge(.get("Null")).allowOrigin == nil)
    }

    @Test("max-age: nil omits the field, zero is sent as such")
    func maxAge() throws {
        let none = try policy { ($0.origins, $0.preflightMaxAge) = ([app], nil) }
        #expect(none.judge(.preflight(app)).fields["access-control-max-age"] == nil)
        let zero = try policy { ($0.origins, $0.preflightMaxAge) = ([app], .zero) }
        #expect(zero.judge(.preflight(app)).fields["access-control-max-age"] == "0")
    }

    @Test("Handlers' own Access-Control fields belong to the policy, others do not")
    func governs() {
        for (name, expected) in [
            ("Access-Control-Allow-Origin", true), ("access-control-x", true), ("Access-Control", false), ("Vary", false),
        ] {
            #expect(Array(name.utf8).withUnsafeBytes(CrossOriginFields.governs) == expected)
        }
    }
}
