import CrossOrigin
import Testing

@Suite("Rules in the words of others")
struct VocabularyTests {
    static let page = "https://app.example.com"

    func codes(_ body: () throws -> Void) -> [CrossOriginFault.Code] {
        do {
            try body()
            return []
        } catch {
            return (error as? CrossOriginRulesError)?.faults.map(\.code) ?? []
        }
    }

    // MARK: Environment

    @Test("Every rule but the dangerous ones can be set by a variable")
    func environment() throws {
        let rules = try CrossOriginRules(environment: [
            "WAYLEAVE_ORIGINS": "https://a.test, https://b.test  http://localhost:{3000,5173}", "WAYLEAVE_METHODS": "PUT,DELETE",
            "WAYLEAVE_REQUEST_HEADERS": "content-type", "WAYLEAVE_EXPOSED_HEADERS": "x-a x-b", "WAYLEAVE_TIMING_ORIGINS": "*",
            "WAYLEAVE_CREDENTIALS": "true", "WAYLEAVE_ALLOW_SAME_ORIGIN": "false", "WAYLEAVE_PASSES_PREFLIGHTS_TO_HANDLER": "true",
            "WAYLEAVE_PREFLIGHT_MAX_AGE": "600", "WAYLEAVE_PREFLIGHT_STATUS": "200", "WAYLEAVE_RESOURCE_POLICY": "same-site",
            "WAYLEAVE_UPGRADES_WITHOUT_ORIGIN": "refused", "PATH": "elsewhere", "WAYLEAVE_BINARY": "other",
        ])
        var expected = CrossOriginRules()
        expected.origins = ["https://a.test", "https://b.test", "http://localhost:{3000,5173}"]
        expected.methods = ["PUT", "DELETE"]
        expected.requestHeaders = ["content-type"]
        expected.exposedHeaders = ["x-a", "x-b"]
        expected.timingOrigins = ["*"]
        expected.credentials = true
        expected.allowSameOrigin = false
        expected.passesPreflightsToHandler = true
        expected.preflightMaxAge = .seconds(600)
        expected.preflightStatus = .ok
        expected.resourcePolicy = .sameSite
        expected.upgradesWithoutOrigin = .refused
        #expect(rules == expected)
    }

    @Test("What is not set keeps its default, an empty list empties, and `omit` omits max-age")
    func environmentDefaults() throws {
        var defaults = CrossOriginRules()
        defaults.origins = [Self.page]
        defaults.credentials = true
        #expect(try CrossOriginRules(environment: [:], defaults: defaults) == defaults)
        let rules = try CrossOriginRules(environment: ["WAYLEAVE_ORIGINS": "", "WAYLEAVE_PREFLIGHT_MAX_AGE": "omit"], defaults: defaults)
        #expect(rules.origins == [] && rules.preflightMaxAge == nil && rules.credentials)
    }

    @Test("All faults of the environment come at once: values, misspelt names, and attempts at the opt-outs")
    func environmentFaults() throws {
        do {
            _ = try CrossOriginRules(environment: [
                "WAYLEAVE_CREDENTIALS": "yes", "WAYLEAVE_PREFLIGHT_MAX_AGE": "-1", "WAYLEAVE_PREFLIGHT_STATUS": "299",
                "WAYLEAVE_ORIGIN": Self.page, "WAYLEAVE_DANGEROUSLY_ALLOW_NULL_ORIGIN": "true",
            ])
            Issue.record("read")
        } catch {
            #expect(error.faults.map(\.code) == [.settingInvalid, .settingInvalid, .settingInvalid, .settingUnknown, .settingUnknown])
            #expect(error.faults.last?.suggestion == "WAYLEAVE_ORIGINS")
            #expect(error.description.contains("WAYLEAVE_CREDENTIALS: `yes` is not a value of this variable; write `true` or `false`"))
        }
    }

    // MARK: Express and Socket.IO

    @Test("Express' defaults: any origin, its methods, whatever fields are asked for, no max-age")
    func expressDefaults() throws {
        let fields = try ExpressCORSOptions().policy().judge(.preflight(Self.page, "PATCH", headers: ["x-any", "authorization"])).fields
        #expect(fields["Access-Control-Allow-Origin"] == "*")
        #expect(fields["Access-Control-Allow-Methods"] == "GET, HEAD, PUT, PATCH, POST, DELETE")
        #expect(fields["Access-Control-Allow-Headers"] == "*, authorization")
        #expect(fields["Access-Control-Max-Age"] == nil)
    }

    @Test("Every form of `origin` admits what it names, and no look-alike")
    func expressOrigins() throws {
        let forms: [ExpressCORSOptions.OriginOption] = [
            .string(Self.page), .list(["https://other.test", Self.page]), .expression(#"https:\/\/app\.example\.com"#),
            .expression(#"/https:\/\/app\.example\.com/"#), .list([#"/https:\/\/[a-z]+\.example\.com/"#]),
            .function { $0.description == Self.page },
        ]
        for form in forms {
            let policy = try ExpressCORSOptions(origin: form, credentials: true).policy()
            #expect(policy.judge(.get(Self.page)).allowOrigin == Self.page)
            for other in ["https://app.example.com.evil.test", "https://xapp.example.com.test", "http://app.example.com", "null"] {
                #expect(policy.judge(.get(other)).allowOrigin == nil)
                #expect(policy.judge(.get(other)).fields["Access-Control-Allow-Credentials"] == nil)
                #expect(policy.judge(.upgrade(other)).action == .refuse)
            }
        }
        #expect(try ExpressCORSOptions(origin: .boolean(false)).policy().judge(.get(Self.page)).allowOrigin == nil)
    }

    @Test("An asynchronous origin function is waited for, and refuses when it throws")
    func expressAsync() async throws {
        struct Down: Error {}
        let policy = try ExpressCORSOptions(
            origin: .asyncFunction { origin in
                guard origin.description != "https://down.test" else { throw Down() }
                return origin.description == Self.page
            }
        ).policy()
        #expect(await policy.judgeLookingUp(.get(Self.page)).allowOrigin == Self.page)
        #expect(await policy.judgeLookingUp(.get("https://other.test")).allowOrigin == nil)
        #expect(await policy.judgeLookingUp(.get("https://down.test")).allowOrigin == nil)
    }

    @Test("What Express would do unsafely or silently wrong is refused")
    func expressRefused() {
        #expect(codes { _ = try ExpressCORSOptions(origin: .boolean(true), credentials: true).policy() } == [.credentialsWithAnyOrigin])
        #expect(codes { _ = try ExpressCORSOptions(origin: .string("*"), credentials: true).policy() } == [.credentialsWithAnyOrigin])
        #expect(codes { _ = try ExpressCORSOptions(origin: .string(Self.page + "/")).policy() } == [.originTrailingSlash])
        #expect(codes { _ = try ExpressCORSOptions(origin: .string(Self.page), methods: ["patch"]).policy() } == [.methodCase])
        #expect(codes { _ = try ExpressCORSOptions(origin: .string(Self.page), maxAge: Int.max).policy() } == [.maxAgeOutOfRange])
        #expect(
            codes { _ = try ExpressCORSOptions(origin: .string("example.com"), optionsSuccessStatus: 299).policy() }
                == [.settingInvalid, .originSchemeMissing])
    }

    @Test("preflightContinue, optionsSuccessStatus and maxAge mean what they mean there")
    func expressPreflights() throws {
        let passing = try ExpressCORSOptions(origin: .string(Self.page), preflightContinue: true).policy()
        #expect(passing.judge(.preflight(Self.page)).action == .pass)
        let ok = try ExpressCORSOptions(origin: .string(Self.page), maxAge: 0, optionsSuccessStatus: 200).policy().judge(
            .preflight(Self.page))
        #expect(ok.status == 200 && ok.fields["Access-Control-Max-Age"] == "0")
    }

    // MARK: ASP.NET Core

    @Test("The builder's calls become rules")
    func builder() throws {
        let policy = try CORSPolicyBuilder()
            .withOrigins(Self.page, "https://*.customers.test").setIsOriginAllowedToAllowWildcardSubdomains()
            .withMethods("PUT").withHeaders("x-a").withExposedHeaders("x-b").allowCredentials().setPreflightMaxAge(.seconds(60))
            .setIsOriginAllowed { $0.description == "https://tenant.test" }
            .build()
        for origin in [Self.page, "https://a.customers.test", "https://tenant.test"] {
            #expect(policy.judge(.get(origin)).allowOrigin == origin)
        }
        let fields = policy.judge(.preflight(Self.page, "PUT", headers: ["X-A"])).fields
        #expect(fields["Access-Control-Allow-Methods"] == "PUT" && fields["Access-Control-Max-Age"] == "60")
        #expect(policy.judge(.preflight(Self.page, "DELETE")).action == .refuse)
        #expect(policy.judge(.get("https://customers.test")).allowOrigin == nil)
        #expect(try CORSPolicyBuilder().withOrigins(Self.page).build().rules.preflightMaxAge == nil)
    }

    @Test("Any origin with credentials, and wildcards that were not enabled, are refused")
    func builderRefused() {
        #expect(codes { _ = try CORSPolicyBuilder().allowAnyOrigin().allowCredentials().build() } == [.credentialsWithAnyOrigin])
        #expect(codes { _ = try CORSPolicyBuilder().allowAnyOrigin().allowCredentials().disallowCredentials().build() } == [])
        #expect(codes { _ = try CORSPolicyBuilder().withOrigins("https://*.customers.test").build() } == [.settingInvalid])
        #expect(codes { _ = try CORSPolicyBuilder().build() } == [.originsEmpty])
        #expect(
            codes { _ = try CORSPolicyBuilder().withOrigins("https://APP.test").setIsOriginAllowed { _ in true }.build() }
                == [.originUpperCase])
    }
}
