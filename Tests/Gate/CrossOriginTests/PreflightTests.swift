import CrossOrigin
import Testing

@Suite("Preflights")
struct PreflightTests {
    let app = "https://app.example.com"

    func judge(_ method: String = "POST", headers: [String] = [], _ configure: (inout CrossOriginRules) -> Void) throws
        -> CrossOriginVerdict
    {
        try policy {
            $0.origins = [app]
            configure(&$0)
        }.judge(.preflight(app, method, headers: headers))
    }

    @Test("Safelisted methods need no listing, as Fetch lets them through whatever the answer", arguments: ["GET", "HEAD", "POST"])
    func safelisted(_ method: String) throws {
        #expect(try judge(method) { $0.methods = [] }.action == .answerPreflight)
    }

    @Test("Methods are case-sensitive: `patch` is not PATCH, and the refusal says so")
    func methodCase() throws {
        #expect(try judge("PATCH") { $0.methods = ["PATCH"] }.action == .answerPreflight)
        let verdict = try judge("patch") { $0.methods = ["PATCH"] }
        #expect(verdict.refusal?.reason == .methodNotAllowed && verdict.refusal?.offender == "patch")
        #expect(verdict.refusal?.description.contains("write `PATCH` in the page") == true)
        #expect(try judge("get") { $0.methods = ["PUT"] }.status == 403)
    }

    @Test("An unlisted method is refused with the edit that would allow it")
    func methodNotListed() throws {
        let refusal = try judge("DELETE") { _ in }.refusal
        #expect(refusal?.description == "`DELETE` asked for by `https://app.example.com` is not listed; add it to `methods`")
    }

    @Test("`*` methods: literal without credentials, reflected with them, never the forbidden ones")
    func anyMethod() throws {
        #expect(try judge("PURGE") { $0.methods = ["*"] }.fields["access-control-allow-methods"] == "*")
        let reflected = try judge("PURGE") { ($0.methods, $0.credentials) = (["*"], true) }
        #expect(reflected.fields["access-control-allow-methods"] == "PURGE")
        #expect(reflected.text.hasSuffix("\r\n"))
        for method in ["TRACE", "CONNECT", "TRACK"] { #expect(try judge(method) { $0.methods = ["*"] }.status == 403) }
        let splitting = try judge("X\r\nSet-Cookie: a=b") { ($0.methods, $0.credentials) = (["*"], true) }
        #expect(splitting.refusal?.reason == .methodMalformed)
        #expect(splitting.refusal?.offender == "X\\x0d\\x0aSet-Cookie: a=b")
        #expect(try judge(String(repeating: "M", count: 65)) { $0.methods = ["*"] }.refusal?.reason == .methodMalformed)
    }

    @Test(
        "Listed fields are granted in any order, case, spacing, repetition and on several lines",
        arguments: [
            ["content-type,x-a"], ["x-a, content-type"], ["X-A,Content-Type"], ["x-a,x-a,x-a"], ["  x-a   ,\tcontent-type "],
            [",,x-a,,"], ["x-a", "content-type"], ["x-a, content-type", "X-A"], [""], [" , "], [],
        ])
    func variants(_ headers: [String]) throws {
        let verdict = try judge(headers: headers) { $0.requestHeaders = ["Content-Type", "x-a"] }
        #expect(verdict.action == .answerPreflight)
        #expect(verdict.fields["access-control-allow-headers"] == "content-type, x-a")
    }

    @Test(
        "One unlisted field among listed ones refuses the preflight and is named", arguments: [["x-a,x-b"], ["x-b,x-a"], ["x-a", "x-b"]])
    func oneUnlisted(_ headers: [String]) throws {
        let refusal = try judge(headers: headers) { $0.requestHeaders = ["x-a"] }.refusal
        #expect(refusal?.reason == .headerNotAllowed && refusal?.offender == "x-b")
        #expect(refusal?.description == "`x-b` asked for by `https://app.example.com` is not listed; add it to `requestHeaders`")
    }

    @Test("A prefix or an extension of a listed field is not it", arguments: ["x-", "x-aa", "x_a", "x-a:", "x a", "x-a;"])
    func nearNames(_ name: String) throws {
        #expect(try judge(headers: [name]) { $0.requestHeaders = ["x-a"] }.status == 403)
    }

    @Test("`*` fields: literal without credentials, reflected with them")
    func anyHeader() throws {
        let literal = try judge(headers: ["x-q"]) { $0.requestHeaders = ["*"] }
        #expect(literal.fields["access-control-allow-headers"] == "*")
        let reflected = try judge(headers: [" X-Q ,, x-r"]) { ($0.requestHeaders, $0.credentials) = (["*"], true) }
        #expect(reflected.fields["access-control-allow-headers"] == "X-Q, x-r")
        let none = try judge { ($0.requestHeaders, $0.credentials) = (["*"], true) }
        #expect(none.action == .answerPreflight && none.fields["access-control-allow-headers"] == nil)
    }

    @Test("`*` never covers authorization, which must be named", arguments: [false, true])
    func authorization(_ credentials: Bool) throws {
        let refused = try judge(headers: ["x-a,Authorization"]) { ($0.requestHeaders, $0.credentials) = (["*"], credentials) }
        #expect(refused.refusal?.reason == .headerNotAllowed && refused.refusal?.offender == "Authorization")
        #expect(refused.refusal?.description.contains("`*` does not cover it") == true)
        let granted = try judge(headers: ["authorization"]) { ($0.requestHeaders, $0.credentials) = (["*", "Authorization"], credentials) }
        #expect(granted.fields["access-control-allow-headers"] == (credentials ? "authorization" : "*, authorization"))
    }

    @Test("Reflection never splits a response", arguments: ["x-a\r\nSet-Cookie: a=b", "x-a\u{0}", "é"])
    func splitting(_ headers: String) throws {
        let verdict = try judge(headers: [headers]) { ($0.requestHeaders, $0.credentials) = (["*"], true) }
        #expect(verdict.refusal?.reason == .headerMalformed && verdict.fields.list.map(\.name) == ["Vary"])
    }

    @Test("A flood of requested fields is refused at the limits, not read")
    func flood() throws {
        for headers in [
            String(repeating: ",", count: 1 << 20), String(repeating: "x-a,", count: 300), String(repeating: " ", count: 8193),
            String(repeating: "a", count: 1 << 20),
        ] {
            let verdict = try judge(headers: [headers]) { $0.requestHeaders = ["x-a"] }
            #expect(verdict.status == 403 && verdict.refusal?.reason == .tooManyHeaders)
        }
        #expect(try judge(headers: [String(repeating: "x-a,", count: 255)]) { $0.requestHeaders = ["x-a"] }.action == .answerPreflight)
        #expect(
            try judge(headers: [String(repeating: "x", count: 8192)]) { $0.requestHeaders = ["x-a"] }.refusal?.reason == .headerNotAllowed)
    }

    @Test("The origin is judged before the method, the method before the fields")
    func order() throws {
        let policy = try policy { $0.origins = [app] }
        #expect(policy.judge(.preflight("https://evil.test", "DELETE", headers: ["x-a"])).refusal?.reason == .originNotListed)
        #expect(policy.judge(.preflight(app, "DELETE", headers: ["x-a"])).refusal?.reason == .methodNotAllowed)
        #expect(policy.judge(.preflight(app, "POST", headers: ["x-a"])).refusal?.reason == .headerNotAllowed)
    }
}
