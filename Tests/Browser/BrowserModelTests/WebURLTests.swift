import CrossOrigin
import Testing

@testable import WayleaveBrowserModel

@Suite struct WebURLTests {
    @Test(arguments: [
        ("HTTPS://Example.COM:443/a/../b", "https://example.com/b"), ("https:example.com", "https://example.com/"),
        ("http://0x7f.1/", "http://127.0.0.1/"), ("http://[0:0:0:0:0:0:0:1]:80", "http://[::1]/"),
        ("http://[1:0:0:2::]", "http://[1:0:0:2::]/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"), ("https://a.example?q#f", "https://a.example/?q#f"),
        ("data:text/plain,x", "data:text/plain,x"), ("https://%61.example/", "https://a.example/"),
    ])
    func urlsAreCanonical(text: String, expected: String) { #expect(WebURL(text)?.description == expected) }

    @Test(arguments: [
        "", "/a", "https://", "https://a:b/", "https://a.example:99999/", "https://[::1", "https://a b/", "https://1.2.3.4.5/",
        "https://a.example:99999999999999999999/",
    ])
    func brokenOnesAreNone(text: String) { #expect(WebURL(text) == nil) }

    @Test(arguments: [
        ("/x", "https://a.example/x"), ("x", "https://a.example/b/x"), ("../x?y", "https://a.example/x?y"),
        ("//c.example/", "https://c.example/"),
        ("?y", "https://a.example/b/c?y"), ("#f", "https://a.example/b/c?q#f"), ("", "https://a.example/b/c?q"),
        ("https:x", "https://a.example/b/x"),
    ])
    func relativeOnesAreResolved(text: String, expected: String) throws {
        let base = try #require(WebURL("https://a.example/b/c?q"))
        #expect(WebURL(text, base: base)?.description == expected)
    }

    @Test func sitesEndAtPublicSuffixes() {
        let sites = Sites(publicSuffixes: .wellKnown)
        #expect(sites.registrableDomain("a.b.example.com") == "example.com")
        #expect(sites.registrableDomain("a.b.example.co.uk") == "example.co.uk")
        #expect(sites.registrableDomain("me.github.io") == "me.github.io")
        #expect(sites.registrableDomain("127.0.0.1") == "127.0.0.1")
    }
}
