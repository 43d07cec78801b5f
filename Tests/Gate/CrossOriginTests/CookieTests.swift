import CrossOrigin
import Testing

@Suite("Cookies that carry credentials")
struct CookieTests {
    typealias Code = CredentialsCookieFault.Code

    func codes(_ name: String = "session", _ value: String = "abc", _ configure: (inout CredentialsCookie.Attributes) -> Void = { _ in })
        -> [Code]
    {
        do throws(CredentialsCookieError) {
            _ = try CredentialsCookie(name, value, configure)
            return []
        } catch {
            return error.faults.map(\.code)
        }
    }

    @Test("By default a cookie is tight; meant for other sites it is SameSite=None and Secure")
    func values() throws {
        #expect(try CredentialsCookie("session", "abc").fieldValue == "session=abc; Path=/; Secure; HttpOnly; SameSite=Lax")
        let embedded = try CredentialsCookie("__Host-session", "abc") {
            $0.isSentCrossSite = true
            $0.isPartitioned = true
            $0.maxAge = .seconds(3600)
        }
        #expect(embedded.fieldValue == "__Host-session=abc; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=None; Partitioned")
        let shared = try CredentialsCookie("s", "") {
            $0.domain = "example.com"
            $0.sameSite = .strict
            $0.isHTTPOnly = false
            $0.path = "/app"
        }
        #expect(shared.fieldValue == "s=; Path=/app; Domain=example.com; Secure; SameSite=Strict")
    }

    @Test("What no browser would keep or send is refused, all faults at once")
    func combinations() {
        #expect(
            codes {
                $0.isSentCrossSite = true
                $0.isSecure = false
            } == [.sameSiteNoneInsecure])
        #expect(codes { $0.isSecure = false } == [])
        #expect(
            codes {
                $0.isSentCrossSite = true
                $0.sameSite = .lax
            } == [.sameSiteBlocksCrossSite])
        #expect(codes { $0.isPartitioned = true } == [.partitionedSameSite])
        #expect(
            codes {
                $0.isPartitioned = true
                $0.isSentCrossSite = true
                $0.isSecure = false
            } == [.sameSiteNoneInsecure, .partitionedInsecure])
        #expect(codes("__Secure-a") { $0.isSecure = false } == [.securePrefix])
        #expect(codes("__host-a") { $0.domain = "example.com" } == [.hostPrefix])
        #expect(codes("__Host-a") { $0.path = "/app" } == [.hostPrefix])
        #expect(codes("__Host-a") { $0.isSecure = false } == [.hostPrefix])
    }

    @Test("Text that would break the field, or the jar, is refused", arguments: ["a b", "a;b", "a,b", "a\r\nSet-Cookie: x", "ä", "\"a\""])
    func text(value: String) {
        #expect(codes("session", value) == [.valueInvalid])
        #expect(codes(value).first == .nameInvalid)
    }

    @Test("Sizes, scopes and ages have bounds")
    func bounds() {
        #expect(codes("a", String(repeating: "x", count: 4096)) == [.tooLarge])
        #expect(codes("a", String(repeating: "x", count: 4095)) == [])
        for path in ["app", "", "/a;b", "/a\n"] { #expect(codes { $0.path = path } == [.pathInvalid]) }
        for domain in [".example.com", "Example.com", "example.com:80", "1.2.3.4", "https://example.com", ""] {
            #expect(codes { $0.domain = domain } == [.domainInvalid], "\(domain)")
        }
        #expect(codes { $0.domain = "github.io" } == [.domainPublicSuffix])
        #expect(codes { $0.maxAge = .seconds(400 * 86_400) } == [])
        for age in [Duration.seconds(400 * 86_400 + 1), .seconds(-1), .milliseconds(1500)] {
            #expect(codes { $0.maxAge = age } == [.maxAgeOutOfRange])
        }
    }

    @Test("A fault never shows the secret")
    func secret() {
        #expect {
            try CredentialsCookie("session", "hush hush")
        } throws: { !"\($0)".contains("hush") }
    }
}
