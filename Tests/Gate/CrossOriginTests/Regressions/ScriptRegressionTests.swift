import CrossOrigin
import Testing

/// Mistakes of libraries for Node, Python, Ruby and PHP; each test names the thread.
@Suite("Mistakes of script libraries that this one does not make")
struct ScriptRegressionTests {
    let app = "https://app.example.com"

    func credentialed(_ origins: [String] = ["https://app.example.com"]) throws -> CrossOriginPolicy {
        try policy { ($0.origins, $0.credentials, $0.requestHeaders, $0.exposedHeaders) = (origins, true, ["x-a"], ["x-b"]) }
    }

    @Test("expressjs/cors#106, #330, #428: Vary for denied origins and without one, also when one origin only is listed")
    func expressVary() throws {
        for origin in ["https://evil.test", nil] { #expect(try credentialed().judge(.get(origin)).vary == "Origin") }
    }

    @Test("expressjs/cors#220: the same request gets the same answer every time")
    func expressStateful() throws {
        let policy = try credentialed(["https://*.example.com"])
        for _ in 0..<10 { #expect(policy.judge(.get(app)).allowOrigin == app) }
        for _ in 0..<10 { #expect(policy.judge(.get("https://evil.test")).allowOrigin == nil) }
    }

    @Test("expressjs/cors: a denied origin gets no other cross-origin field either")
    func expressDenied() throws {
        #expect(try credentialed().judge(.get("https://evil.test")).text == "Vary: Origin\r\n")
        #expect(try credentialed().judge(.preflight("https://evil.test", headers: ["x-a"])).fields.list.map(\.name) == ["Vary"])
    }

    @Test("expressjs/cors: exposed fields are not sent on preflights")
    func expressExpose() throws { #expect(try credentialed().judge(.preflight(app)).fields["access-control-expose-headers"] == nil) }

    @Test("engine.io: a denied origin does not upgrade, and no later request of a session escapes the judgement")
    func engineUpgrade() throws { #expect(try credentialed().judge(.upgrade("https://evil.test")).status == 403) }

    @Test("python-engineio: a denied origin gets no Allow-Credentials, and nothing is reflected unasked")
    func pythonEngine() throws {
        let verdict = try credentialed().judge(.preflight(app, headers: ["x-unlisted"]))
        #expect(verdict.status == 403 && verdict.fields["access-control-allow-headers"] == nil)
        #expect(try credentialed().judge(.get("https://evil.test")).fields["access-control-allow-credentials"] == nil)
    }

    @Test("Starlette#1116, #1175, fastapi#457, #775, #4071: the fields do not depend on the status, and are known before the handler runs")
    func starletteErrors() throws {
        let verdict = try credentialed().judge(.get(app))
        #expect(verdict.status == nil && verdict.allowOrigin == app)
    }

    @Test("Starlette#95, #2560: no Allow-Credentials for a denied origin")
    func starletteCredentials() throws {
        #expect(try credentialed().judge(.get("https://evil.test")).fields["access-control-allow-credentials"] == nil)
    }

    @Test("Starlette PR 3246: `*` with credentials does not compile")
    func starletteAny() { #expect(faults { ($0.origins, $0.credentials) = (["*"], true) }.map(\.code) == [.credentialsWithAnyOrigin]) }

    @Test("awslabs/cli-agent-orchestrator#533: a WebSocket handshake is judged by the same policy as a fetch")
    func crossSiteWebSocketHijacking() throws {
        for origin in ["https://evil.test", "null", "http://app.example.com"] {
            #expect(try credentialed().judge(.upgrade(origin, host: "localhost:9889")).status == 403)
        }
    }

    @Test(
        "django-cors-headers: nothing longer than a listed origin matches it", arguments: [".evil.test", ":8443", "@evil.test", "x", "/"])
    func djangoPrefixMatch(_ tail: String) throws { #expect(try credentialed().judge(.get(app + tail)).allowOrigin == nil) }

    @Test("django-cors-headers PR 36: neither `*` nor anything else reflects `null` with credentials")
    func djangoNull() throws {
        #expect(try credentialed().judge(.get("null")).allowOrigin == nil)
        #expect(CrossOriginPolicy.publicReadOnly.judge(.get("null")).text == "Access-Control-Allow-Origin: *\r\n")
    }

    @Test("django-cors-headers: an origin with a slash is not reflected")
    func djangoSlash() throws { #expect(try credentialed().judge(.get(app + "/")).allowOrigin == nil) }

    @Test("Flask-CORS: nothing is allowed by default, origins are compared with their case, and one listed origin varies")
    func flask() throws {
        #expect(CrossOriginPolicy.sameOriginOnly.judge(.get(app)).allowOrigin == nil)
        #expect(try credentialed().judge(.get("https://APP.example.com")).allowOrigin == nil)
        #expect(try credentialed().judge(.get(nil)).vary == "Origin")
    }

    @Test("Flask-CORS, rs/cors, Starlette: the dead private-network field is never sent unasked")
    func privateNetwork() throws {
        #expect(try !credentialed().judge(.preflight(app)).text.lowercased().contains("private-network"))
    }

    @Test("rack-cors#126: any origin with credentials does not compile")
    func rackAny() { #expect(!faults { ($0.origins, $0.credentials) = (["*"], true) }.isEmpty) }

    @Test("rack-cors: an entry without a scheme does not compile, and is told the origin meant")
    func rackScheme() { #expect(faults { $0.origins = ["app.example.com"] }.first?.suggestion == app) }

    @Test("rack-cors: `patch` is not answered with PATCH")
    func rackPatch() throws {
        let policy = try policy { ($0.origins, $0.methods) = ([app], ["PATCH"]) }
        #expect(policy.judge(.preflight(app, "patch")).status == 403)
    }

    @Test("rack-cors: preflights vary on what they asked")
    func rackVary() throws { #expect(try credentialed().judge(.preflight(app)).vary?.contains("Access-Control-Request-Headers") == true) }

    @Test("tuupola#93: a request without Origin is not an error")
    func tuupola() throws { #expect(try credentialed().judge(.get(nil)).refusal == nil) }

    @Test("Laravel: an unset max-age lets preflights be remembered, and zero is sent only when written")
    func laravelMaxAge() throws {
        #expect(try credentialed().judge(.preflight(app)).fields["access-control-max-age"] == "3600")
        #expect(
            try policy { ($0.origins, $0.preflightMaxAge) = ([app], .zero) }.judge(.preflight(app)).fields["access-control-max-age"] == "0")
    }

    @Test("Laravel: `*` with credentials is a fault, not a reflection")
    func laravelAny() { #expect(faults { ($0.origins, $0.credentials) = (["*"], true) }.count == 1) }
}
