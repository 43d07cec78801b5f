import CrossOrigin
import Testing
import WayleavePublicSuffixList

@Suite("The system's lists")
struct PublicSuffixListTests {
    @Test(
        "Registries and hosting where strangers have names are public suffixes",
        arguments: [
            "com", "co.uk", "github.io", "vercel.app", "c.kobe.jp", "s3.amazonaws.com", "xn--p1ai", "compute.amazonaws.com",
            "pvt.k12.ma.us",
        ])
    func suffixes(_ host: String) {
        #expect(PublicSuffixes.system.contains(host))
    }

    @Test(
        "Names that belong to someone, or to no registry, are not",
        arguments: [
            "example.com", "www.example.co.uk", "city.kobe.jp", "b.c.kobe.jp", "internal", "localhost", "test", "corp.lan", "", ".", "a..b",
        ])
    func owned(_ host: String) { #expect(!PublicSuffixes.system.contains(host)) }

    @Test("Everything the built-in guard knows is on the list, but for names that left it")
    func covers() {
        for host in ["co.uk", "com.au", "github.io", "pages.dev", "workers.dev", "netlify.app", "herokuapp.com", "fly.dev", "onrender.com"]
        {
            #expect(PublicSuffixes.wellKnown.contains(host) && PublicSuffixes.system.contains(host), "\(host)")
        }
    }

    @Test("Rules checked against the list refuse what the built-in guard does not know")
    func rules() throws {
        let origin = "https://*.pvt.k12.ma.us"
        #expect(throws: CrossOriginRulesError.self) { try CrossOriginPolicy(publicSuffixes: .system) { $0.origins = [origin] } }
        _ = try CrossOriginPolicy { $0.origins = [origin] }
        _ = try CrossOriginPolicy(publicSuffixes: .system) { $0.origins = ["https://*.example.com", "http://*.localhost:*"] }
    }

    @Test(
        "Unicode hosts become what browsers send",
        arguments: [
            ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.example", "xn--bcher-kva.example"), ("faß.de", "xn--fa-hia.de"),
            ("例え.テスト", "xn--r8jz45g.xn--zckzah"), ("bu\u{308}cher.example", "xn--bcher-kva.example"), ("example.com", "example.com"),
        ])
    func hosts(_ written: String, _ sent: String) { #expect(InternationalHost.ascii(written) == sent) }

    @Test("What is no host has no reading", arguments: ["a\u{0}b", "xn--a\u{fc}", String(repeating: "ü", count: 600), "\u{200d}.test"])
    func notHosts(_ written: String) { #expect(InternationalHost.ascii(written) == nil) }

    @Test(
        "What the engine suggests for a Unicode host is what libidn2 reads",
        arguments: [
            "bücher.example", "münchen.de", "例え.テスト", "пример.испытание", "παράδειγμα.example", "sub.exämple.com", "faß.de",
        ])
    func suggestions(_ host: String) throws {
        let ascii = try #require(InternationalHost.ascii(host))
        #expect(Origin(canonicalizing: "https://\(host)")?.description == "https://\(ascii)")
    }
}
