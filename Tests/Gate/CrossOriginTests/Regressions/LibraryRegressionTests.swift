import CrossOrigin
import Testing

/// Mistakes that cross-origin libraries for Go, Rust and the JVM made; each test names the thread.
@Suite("Mistakes of libraries that this one does not make")
struct LibraryRegressionTests {
    let app = "https://app.example.com"

    func credentialed(_ origins: [String] = ["https://app.example.com"], headers: [String] = []) throws -> CrossOriginPolicy {
        try policy { ($0.origins, $0.credentials, $0.requestHeaders) = (origins, true, headers) }
    }

    @Test("jub0bs/cors: a bracketed name is not the name in the list")
    func jub0bsBrackets() throws {
        #expect(try credentialed().judge(.get("https://[app.example.com]")).allowOrigin == nil)
    }

    @Test("jub0bs/cors: a path or empty labels before a wildcard's suffix do not match it")
    func jub0bsSuffix() throws {
        let policy = try credentialed(["https://*.app.example.com"])
        for origin in ["https://a/b.app.example.com", "https://..app.example.com"] {
            #expect(policy.judge(.get(origin)).allowOrigin == nil)
        }
    }

    @Test(
        "jub0bs/cors: unsorted, spaced, upper-case and repeated requested fields are granted",
        arguments: [
            "content-type,authorization", "x-a, content-type", "X-A", "x-a,x-a", "x-a,   content-type",
        ])
    func jub0bsRequestedHeaders(_ asked: String) throws {
        let policy = try credentialed(headers: ["content-type", "authorization", "x-a"])
        #expect(policy.judge(.preflight(app, headers: [asked])).status == 204)
    }

    @Test("jub0bs/cors#12, #15: listed origins and listed fields are granted in whatever order they were listed")
    func jub0bsOrder() throws {
        let origins = ["https://b.test", "https://a.test", "https://*.c.test", "https://a.test:8443"]
        let policy = try credentialed(origins, headers: ["z", "B", "a"])
        for origin in ["https://a.test", "https://b.test", "https://x.c.test", "https://a.test:8443"] {
            #expect(policy.judge(.preflight(origin, headers: ["a,b,z"])).allowOrigin == origin)
        }
    }

    @Test("jub0bs/cors 0.12.0: no way leads to a file scheme")
    func jub0bsFileScheme() {
        #expect(faults { $0.origins = ["file://"] }.map(\.code) == [.originFileScheme])
        #expect(Origin("file://") == nil)
    }

    @Test("jub0bs/cors#14: one response's fields cannot be changed through another's")
    func jub0bsSharedSlices() throws {
        let policy = try credentialed()
        var copy = policy.judge(.get(app)).fields.bytes
        copy.removeAll()
        #expect(policy.judge(.get(app)).allowOrigin == app)
    }

    @Test("rs/cors CVE-2018-20744: `*` is never turned into the origin that asks")
    func rsReflection() {
        let verdict = CrossOriginPolicy.publicReadOnly.judge(.get("https://evil.test"))
        #expect(verdict.allowOrigin == "*" && verdict.fields["access-control-allow-credentials"] == nil)
    }

    @Test("rs/cors#55, #57: `*` with credentials does not compile")
    func rsAnyWithCredentials() {
        #expect(faults { ($0.origins, $0.credentials) = (["*"], true) }.map(\.code) == [.credentialsWithAnyOrigin])
    }

    @Test(
        "rs/cors#197: a wildcard inside scheme or host does not compile",
        arguments: ["h*", "h*://a.test", "https*://a.test", "*a.test", "https://a*"])
    func rsPartialWildcard(_ pattern: String) {
        #expect(!faults { $0.origins = [pattern] }.isEmpty)
    }

    @Test("rs/cors#170: a mebibyte of commas is refused within the limits, whatever the policy", arguments: [",", "a,", " ,", "\t"])
    func rsDenialOfService(_ unit: String) throws {
        let flood = String(repeating: unit, count: 1 << 19)
        for headers in [[], ["x-a"], ["*"]] {
            #expect(try credentialed(headers: headers).judge(.preflight(app, headers: [flood])).refusal?.reason == .tooManyHeaders)
        }
    }

    @Test("rs/cors#184: requested fields on several lines are one list")
    func rsSplitLines() throws {
        let policy = try credentialed(headers: ["x-a", "x-b"])
        #expect(policy.judge(.preflight(app, headers: ["x-a", "x-b"])).status == 204)
        #expect(policy.judge(.preflight(app, headers: ["x-a", "x-no"])).status == 403)
    }

    @Test("rs/cors#198: rules read back from a policy are a copy")
    func rsSharedRules() throws {
        let policy = try credentialed()
        var rules = policy.rules
        rules.origins = ["https://evil.test"]
        #expect(policy.rules.origins == [app] && policy.judge(.get("https://evil.test")).allowOrigin == nil)
    }

    @Test("rs/cors: the case of a request's origin is not folded")
    func rsCase() throws { #expect(try credentialed().judge(.get("https://App.example.com")).allowOrigin == nil) }

    @Test("gorilla/handlers#248, jetty#1927, hapi#1163: Vary names Origin also for denied origins and without one")
    func varyDenied() throws {
        for request in [CrossOriginRequest.get("https://evil.test"), .get(nil), .preflight("https://evil.test"), .upgrade("null")] {
            #expect(try credentialed().judge(request).vary?.hasPrefix("Origin") == true)
        }
    }

    @Test("tower-http#198, #397, hono#2932, #4471: Vary is one line to be added, and `Access-Control-` fields replace")
    func varyMerges() throws {
        let names = try credentialed().judge(.preflight(app)).fields.list.map(\.name)
        #expect(names.count { $0 == "Vary" } == 1)
        #expect(!Array("Vary".utf8).withUnsafeBytes(CrossOriginFields.governs))
        #expect(Array("access-control-allow-origin".utf8).withUnsafeBytes(CrossOriginFields.governs))
    }

    @Test("tower-http#497, Hummingbird, express: an OPTIONS that is no preflight reaches the handler")
    func plainOptions() throws {
        #expect(try credentialed().judge(CrossOriginRequest(method: "OPTIONS", origins: [app])).action == .pass)
        #expect(try credentialed().judge(CrossOriginRequest(method: "OPTIONS", requestedMethod: "PUT")).action == .pass)
    }

    @Test("tower-http: `*` and `authorization` in the list of fields are kept apart")
    func authorizationByName() throws {
        let any = try policy { ($0.origins, $0.requestHeaders) = ([app], ["*"]) }
        #expect(any.judge(.preflight(app, headers: ["authorization"])).refusal?.reason == .headerNotAllowed)
    }

    @Test("vertx PR 2894, quarkus PR 54795: a policy of one exact origin does not answer others with it")
    func singleOrigin() throws {
        let verdict = try credentialed().judge(.get("https://evil.test"))
        #expect(verdict.allowOrigin == nil && verdict.vary == "Origin")
    }

    @Test("golang/go#78563: userinfo does not make an origin equal to Host")
    func goUserinfo() {
        let request = CrossOriginRequest.upgrade("https://a@api.test", host: "a@api.test", isSecure: true)
        #expect(CrossOriginPolicy.sameOriginOnly.judge(request).status == 403)
    }

    @Test("Go net/http: upgrades are judged although their method is GET")
    func goUpgrades() throws { #expect(try credentialed().judge(.upgrade("https://evil.test", host: "api.test")).status == 403) }

    @Test("Go net/http: the scheme counts when a page is compared with Host")
    func goScheme() {
        #expect(CrossOriginPolicy.sameOriginOnly.judge(.upgrade("http://api.test", host: "api.test", isSecure: true)).status == 403)
    }
}
