import CrossOrigin
import Testing

/// Mistakes of frameworks and proxies; each test names the thread or the idiom.
@Suite("Mistakes of platforms that this one does not make")
struct PlatformRegressionTests {
    let app = "https://app.example.com"

    func credentialed() throws -> CrossOriginPolicy {
        try policy { ($0.origins, $0.credentials, $0.requestHeaders, $0.exposedHeaders) = ([app], true, ["x-a"], ["x-b"]) }
    }

    @Test("ASP.NET#3106, #4457, #4483: any origin is `*`, never a reflection with credentials")
    func aspnetAny() {
        #expect(!faults { ($0.origins, $0.credentials) = (["*"], true) }.isEmpty)
        #expect(CrossOriginPolicy.publicReadOnly.judge(.get(app)).allowOrigin == "*")
    }

    @Test("ASP.NET#2378: an error is answered with the same fields as a success, for no field depends on the handler")
    func aspnetErrors() throws { #expect(try credentialed().judge(.get(app)).text == credentialed().judge(.get(app)).text) }

    @Test("ASP.NET: one listed origin varies as many do")
    func aspnetVary() throws { #expect(try credentialed().judge(.get(nil)).vary == "Origin") }

    @Test("ASP.NET: a fractional max-age does not compile")
    func aspnetMaxAge() {
        #expect(faults { ($0.origins, $0.preflightMaxAge) = ([app], .milliseconds(1500)) }.map(\.code) == [.maxAgeFractional])
    }

    @Test("ASP.NET WebSockets: an empty list of origins admits none")
    func aspnetSockets() { #expect(CrossOriginPolicy.sameOriginOnly.judge(.upgrade(app, host: "api.example.com")).status == 403) }

    @Test("Spring: one allowed field among the requested does not grant the others")
    func springAnyHeader() throws { #expect(try credentialed().judge(.preflight(app, headers: ["x-a,x-evil"])).status == 403) }

    @Test("Spring: a request's origin is neither trimmed of a slash nor folded")
    func springTrim() throws {
        for origin in [app + "/", "https://APP.EXAMPLE.COM"] { #expect(try credentialed().judge(.get(origin)).allowOrigin == nil) }
    }

    @Test("Spring: no pattern admits every origin with credentials", arguments: ["*", "https://*", "*://*", "https://*:*", "http*://*"])
    func springPatterns(_ pattern: String) { #expect(!faults { ($0.origins, $0.credentials) = ([pattern], true) }.isEmpty) }

    @Test("Spring behind a proxy: a server's own page is told by the scheme of the browser's connection")
    func springProxy() throws {
        let plain = CrossOriginRequest.upgrade("https://api.test", host: "api.test", isSecure: false)
        let forwarded = CrossOriginRequest.upgrade("https://api.test", host: "api.test", isSecure: true)
        #expect(CrossOriginPolicy.sameOriginOnly.judge(plain).status == 403)
        #expect(CrossOriginPolicy.sameOriginOnly.judge(forwarded).action == .pass)
    }

    @Test("Spring: a wildcard covers whole labels, not any characters")
    func springWildcard() throws {
        let policy = try policy { $0.origins = ["https://*.example.com"] }
        for origin in ["https://evil.test/.example.com", "https://evil.test?.example.com", "https://evilexample.com"] {
            #expect(policy.judge(.get(origin)).allowOrigin == nil)
        }
    }

    @Test("Envoy#35873: Vary is sent")
    func envoyVary() throws { #expect(try credentialed().judge(.get("https://evil.test")).vary == "Origin") }

    @Test("Envoy CVE-2023-35943: a verdict outlives the request it was made from")
    func envoyLifetime() throws {
        func fields() throws -> CrossOriginFields {
            let origin = String(["https", "://", "app.example.com"].joined())
            return try credentialed().judge(.get(origin)).fields
        }
        #expect(try fields()["access-control-allow-origin"] == app)
    }

    @Test("Envoy: an Origin that is the text `*` is no origin")
    func envoyStar() throws { #expect(try credentialed().judge(.get("*")).refusal?.reason == .originMalformed) }

    @Test("Envoy: a denied preflight carries no Allow-Credentials")
    func envoyPreflight() throws { #expect(try credentialed().judge(.preflight("https://evil.test")).fields.list.map(\.name) == ["Vary"]) }

    @Test("Vapor#2539: Vary is sent with every answer, and is a field to add")
    func vaporVary() throws { #expect(try credentialed().judge(.get(nil)).fields.list.map(\.name) == ["Vary"]) }

    @Test("Vapor, Hummingbird: nothing is reflected by default, `null` least of all")
    func vaporDefault() {
        #expect(faults { _ in }.map(\.code) == [.originsEmpty])
        for origin in [app, "null"] { #expect(CrossOriginPolicy.sameOriginOnly.judge(.get(origin)).allowOrigin == nil) }
    }

    @Test("Hummingbird: exposed fields are sent with actual answers")
    func hummingbirdExpose() throws { #expect(try credentialed().judge(.get(app)).fields["access-control-expose-headers"] == "x-b") }

    @Test("Hummingbird#460, Vapor#2295, Starlette: what is refused carries Vary too, so that no cache keeps it for others")
    func refusalsVary() throws {
        for request in [CrossOriginRequest.upgrade("https://evil.test"), .preflight(app, "DELETE"), .preflight(app, headers: ["x-no"])] {
            #expect(try credentialed().judge(request).vary?.hasPrefix("Origin") == true)
        }
    }

    @Test("nginx add_header, Caddy header: no second Allow-Origin can come from a handler")
    func nginxSecond() throws {
        let fields = try credentialed().judge(.get(app)).fields
        #expect(fields.list.count { $0.name.lowercased() == "access-control-allow-origin" } == 1)
        #expect(Array("Access-Control-Allow-Origin".utf8).withUnsafeBytes(CrossOriginFields.governs))
    }

    @Test("nginx map: a dot in a listed origin is a dot, and its end is the end")
    func nginxExpressions() throws {
        for origin in ["https://appxexample.com", "https://app.example.com.evil.test", "https://evil.test/https://app.example.com"] {
            #expect(try credentialed().judge(.get(origin)).allowOrigin == nil)
        }
    }

    @Test("Django Channels: scheme and port count, not the host alone")
    func channelsHost() throws {
        for origin in ["http://app.example.com", "https://app.example.com:1"] {
            #expect(try credentialed().judge(.upgrade(origin)).status == 403)
        }
    }
}
