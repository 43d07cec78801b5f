import CrossOrigin
import Testing

@Suite("Warnings stand apart from faults")
struct WarningTests {
    func warnings(_ configure: (inout CrossOriginRules) -> Void) throws -> [CrossOriginWarning.Code] {
        try CrossOriginPolicy {
            $0.origins = ["https://app.example.com"]
            configure(&$0)
        }.warnings.map(\.code)
    }

    @Test("Sound rules have none")
    func none() throws {
        #expect(
            try warnings {
                $0.credentials = true
                $0.origins += ["http://localhost:3000", "https://*.customers.example.com", "http://[::1]:8080"]
                $0.methods = ["PUT"]
                $0.requestHeaders = ["content-type", "authorization"]
                $0.exposedHeaders = ["x-request-id"]
            } == [])
        #expect(CrossOriginPolicy.sameOriginOnly.warnings.isEmpty)
    }

    @Test("Each mistake that works has its warning, and compiles")
    func each() throws {
        #expect(try warnings { $0.origins = ["http://app.example.com"] } == [.insecureOrigin])
        #expect(
            try warnings {
                $0.origins = ["http://app.example.com"]
                $0.credentials = true
                $0.dangerouslyAllowInsecureOriginsWithCredentials = true
            } == [.insecureOriginWithCredentials])
        #expect(
            try warnings {
                $0.origins = ["https://*.vercel.app"]
                $0.dangerouslyAllowPublicSuffixSubdomains = true
            } == [.publicSuffixWildcard])
        #expect(try warnings { $0.origins.append("https://*.example.com") } == [.originRedundant])
        #expect(try warnings { $0.origins = ["http://localhost:*", "http://localhost:3000"] } == [.originRedundant])
        #expect(try warnings { $0.origins = ["*"] } == [.anyOriginOpensUpgrades])
        #expect(
            try warnings {
                $0.origins = ["null"]
                $0.dangerouslyAllowNullOrigin = true
            } == [.nullOrigin])
        #expect(try warnings { $0.methods = ["PUT", "OPTIONS"] } == [.methodOptions])
        #expect(try warnings { $0.requestHeaders = ["*"] } == [.anyHeaderWithoutAuthorization])
        #expect(try warnings { $0.requestHeaders = ["*", "Authorization"] } == [])
        #expect(try warnings { $0.exposedHeaders = ["Content-Type"] } == [.exposedHeaderSafelisted])
        #expect(try warnings { $0.preflightMaxAge = .zero } == [.maxAgeZero])
    }

    @Test("A max-age is warned of above Chromium's cap and a fault above Firefox's", arguments: [(7200, 0), (7201, 1), (86_400, 1)])
    func maxAge(seconds: Int, count: Int) throws {
        let found = try warnings { $0.preflightMaxAge = .seconds(seconds) }
        #expect(found == Array(repeating: .maxAgeAboveCap, count: count))
        #expect(faults { $0.preflightMaxAge = .seconds(86_401) }.map(\.code).contains(.maxAgeOutOfRange))
    }

    @Test("A warning is one line with code, rule, value, reason and mend")
    func wording() throws {
        let warning = try #require(try CrossOriginPolicy { $0.origins = ["http://app.example.com"] }.warnings.first)
        #expect(
            warning.description
                == "[insecure-origin] origins: `http://app.example.com` is not encrypted: anyone on a visitor's network can speak as it; list its https origin"
        )
    }
}
