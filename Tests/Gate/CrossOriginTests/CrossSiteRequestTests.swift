import CrossOrigin
import Testing

@Suite("Requests forged by other sites")
struct CrossSiteRequestTests {
    func refusal(
        _ guarding: CrossSiteRequestGuard? = nil, _ method: String = "POST", path: String = "/transfer", origin: String? = nil,
        site: String? = nil,
        host: String = "bank.test", isSecure: Bool = false, isUpgrade: Bool = false
    ) throws -> CrossSiteRefusal.Reason? {
        try (guarding ?? CrossSiteRequestGuard()).refusal(
            of: CrossSiteRequest(
                method: method, path: path, origins: origin.map { [$0] } ?? [], secFetchSite: site.map { [$0] } ?? [], host: host,
                isSecure: isSecure, isUpgrade: isUpgrade))?.reason
    }

    @Test(
        "The browser's Sec-Fetch-Site decides, whatever Origin and Host say",
        arguments: [
            ("same-origin", nil), ("none", nil), ("same-site", CrossSiteRefusal.Reason.crossSite), ("cross-site", .crossSite),
            ("Same-Origin", .crossSite), ("", .crossSite),
        ])
    func fetchMetadata(site: String, expected: CrossSiteRefusal.Reason?) throws {
        #expect(try refusal(origin: "https://evil.test", site: site) == expected)
    }

    @Test("Safe methods pass, as they change nothing; unknown and lower-case ones are not safe; upgrades are guarded")
    func methods() throws {
        for method in ["GET", "HEAD", "OPTIONS"] { #expect(try refusal(nil, method, site: "cross-site") == nil) }
        for method in ["POST", "PUT", "DELETE", "PATCH", "get", "PURGE"] {
            #expect(try refusal(nil, method, site: "cross-site") == .crossSite)
        }
        #expect(try refusal(nil, "GET", site: "cross-site", isUpgrade: true) == .crossSite)
        #expect(try refusal(nil, "GET", origin: "https://evil.test", isUpgrade: true) == .originMismatch)
    }

    @Test(
        "Without it, Origin must be that of Host",
        arguments: [
            ("http://bank.test", "bank.test", true), ("http://bank.test", "BANK.test:80", true),
            ("http://bank.test:8080", "bank.test:8080", true),
            ("https://bank.test", "bank.test", true), ("http://[::1]:3000", "[::1]:3000", true),
            ("http://bank.test:8080", "bank.test", false),
            ("http://bank.test", "bank.test:8080", false), ("null", "null", false), ("http://evil.test", "bank.test", false),
            ("http://bank.test.evil.test", "bank.test", false), ("http://evil@bank.test", "evil@bank.test", false),
            ("ftp://bank.test", "bank.test", false), ("http://bank.test/", "bank.test/", false), ("http://bank.test", "", false),
            ("http://bank.test", "bank.test:99999999", false), ("http://bank.test", "bank.test:080", false),
        ])
    func originAgainstHost(origin: String, host: String, passes: Bool) throws {
        #expect(try refusal(origin: origin, host: host) == (passes ? nil : .originMismatch))
    }

    @Test("On an encrypted connection the own http page is a stranger; with neither field no browser is at work")
    func schemes() throws {
        #expect(try refusal(origin: "http://bank.test", isSecure: true) == .originMismatch)
        #expect(try refusal(origin: "https://bank.test", isSecure: true) == nil)
        #expect(try refusal() == nil)
    }

    @Test("Several Origins or Sec-Fetch-Sites are refused")
    func several() throws {
        let guarding = try CrossSiteRequestGuard()
        let twice = CrossSiteRequest(method: "POST", path: "/", secFetchSite: ["same-origin", "same-origin"], host: "bank.test")
        #expect(guarding.refusal(of: twice)?.reason == .ambiguous)
        let origins = CrossSiteRequest(method: "POST", path: "/", origins: ["http://bank.test", "http://evil.test"], host: "bank.test")
        #expect(guarding.refusal(of: origins)?.reason == .ambiguous)
    }

    @Test("Trusted origins are exact, and so are exempt paths")
    func exceptions() throws {
        let guarding = try CrossSiteRequestGuard {
            $0.trustedOrigins = ["https://app.test"]
            $0.exemptPaths = ["/saml"]
        }
        #expect(try refusal(guarding, origin: "https://app.test", site: "same-site") == nil)
        for origin in ["http://app.test", "https://app.test:8443", "https://x.app.test", "https://app.test.evil.test", "https://APP.test"] {
            #expect(try refusal(guarding, origin: origin, site: "cross-site") == .crossSite)
        }
        #expect(try refusal(guarding, path: "/saml", site: "cross-site") == nil)
        for path in ["/saml/", "/saml/x", "/samlx", "//saml", "/SAML", "/%73aml", "/x/../saml"] {
            #expect(try refusal(guarding, path: path, site: "cross-site") == .crossSite, "\(path)")
        }
    }

    @Test("A list of hosts refuses all others with 421, also for safe methods and without Host")
    func hosts() throws {
        let guarding = try CrossSiteRequestGuard { $0.allowedHosts = ["bank.test", "localhost:3000", "*.tenants.test", "[::1]"] }
        for host in ["bank.test", "BANK.test:8080", "localhost:3000", "a.tenants.test", "a.b.tenants.test:1", "[::1]:9"] {
            #expect(try refusal(guarding, "GET", host: host) == nil, "\(host)")
        }
        for host in [
            "evil.test", "bank.test.evil.test", "xbank.test", "localhost", "localhost:30000", "tenants.test", "xtenants.test", "", "[::1",
            "[::1]x",
        ] {
            #expect(try refusal(guarding, "GET", host: host) == .hostNotAllowed, "\(host)")
        }
        #expect(guarding.refusal(of: CrossSiteRequest(method: "GET", path: "/"))?.status == 421)
    }

    @Test("Rules that could not work are refused, all at once")
    func faults() {
        #expect {
            try CrossSiteRequestGuard {
                $0.trustedOrigins = ["https://*.app.test", "null", "https://app.test/", "https://fine.test"]
                $0.exemptPaths = ["saml", "/saml/*", "/fine"]
                $0.allowedHosts = ["https://bank.test", "Bank.test", "bank.test:0", "*", "fine.test"]
            }
        } throws: { error in
            (error as? CrossSiteRequestRulesError)?.faults.map(\.value) == [
                "https://*.app.test", "null", "https://app.test/", "saml", "/saml/*", "https://bank.test", "Bank.test", "bank.test:0", "*",
            ]
        }
    }

    @Test("A refusal names the mend and escapes what the peer sent")
    func wording() throws {
        let refusal = try CrossSiteRequestGuard().refusal(
            of: CrossSiteRequest(method: "POST", path: "/", origins: ["x\r\n`"], secFetchSite: ["cross-site"]))
        #expect(refusal?.value == "x\\x0d\\x0a\\x60")
        #expect(refusal?.description.contains("add the origin to `trustedOrigins`") == true)
    }

    // MARK: Forwarding

    @Test("Forwarded fields count only from declared proxies, and of a list only the nearest proxy's word")
    func forwarding() {
        let fields = [
            "x-forwarded-proto": ["http, https"], "x-forwarded-host": ["evil.test", "bank.test"], "forwarded": ["host=evil.test"],
        ]
        func resolve(_ forwarding: TrustedForwarding, peer: String?) -> String {
            let (host, isSecure) = forwarding.resolve(host: "inner:8080", isSecure: false, peer: peer) { fields[$0] ?? [] }
            return "\(host ?? "-") \(isSecure)"
        }
        #expect(resolve(TrustedForwarding(.xForwarded), peer: "127.0.0.1") == "bank.test true")
        #expect(resolve(TrustedForwarding(.xForwarded), peer: "10.0.0.9") == "inner:8080 false")
        #expect(resolve(TrustedForwarding(.xForwarded), peer: nil) == "inner:8080 false")
        #expect(resolve(TrustedForwarding(.xForwarded, from: []), peer: "10.0.0.9") == "bank.test true")
    }

    @Test(
        "Forwarded is read as RFC 7239 writes it, and nonsense stays unread",
        arguments: [
            (#"for=1.2.3.4;proto=https;host="bank.test:8443""#, "bank.test:8443 true"),
            ("proto=http;host=evil.test, Proto=HTTPS; Host=bank.test", "bank.test true"), ("host=a@b;proto=gopher", "inner false"),
            ("", "inner false"), (";;==;host=", "inner false"), ("host=\"", "inner false"),
        ])
    func forwarded(value: String, expected: String) {
        let (host, isSecure) = TrustedForwarding(.forwarded).resolve(host: "inner", isSecure: false, peer: "::1") { _ in [value] }
        #expect("\(host ?? "-") \(isSecure)" == expected)
    }
}
