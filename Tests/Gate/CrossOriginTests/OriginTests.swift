import CrossOrigin
import Testing

@Suite("Origins")
struct OriginTests {
    @Test(
        "What browsers serialise is read, and serialises to itself",
        arguments: [
            "https://example.com", "http://localhost:8080", "https://xn--exmple-cua.com", "https://a.b.c.d.example", "https://example.com.",
            "https://_dmarc.example.com", "http://127.0.0.1:3000", "http://[::1]", "http://[2001:db8::1:0:0:1]:8080", "https://localhost",
            "http://[1:2:3:4:5:6:7:8]", "http://[::]", "http://[1::]", "http://[1:0:2::]", "https://example.com:80",
            "http://example.com:443",
            "tauri://localhost", "capacitor://localhost", "chrome-extension://abcdefghijklmnop", "https://-a.example.com", "null",
            "https://1.example", "https://0x.example", "https://example.com:65535",
        ])
    func canonical(_ text: String) {
        #expect(Origin(text)?.description == text)
        #expect(Origin(canonicalizing: text) == Origin(text))
    }

    @Test("What no browser sends is not read", arguments: Corpus.neverOrigins)
    func malformed(_ text: String) {
        #expect(Origin(text) == nil)
    }

    @Test("Labels that begin with xn-- and are no punycode are not read, and malformed to every policy", arguments: Corpus.invalidPunycode)
    func punycode(_ text: String) throws {
        #expect(Origin(text) == nil)
        let policy = try policy { $0.origins = ["https://*.a.test"] }
        #expect(policy.judge(.get(text)).refusal?.reason == .originMalformed)
    }

    @Test(
        "What people write is canonicalised, and canonicalising again changes nothing",
        arguments: [
            ("HTTPS://Example.COM", "https://example.com"), ("https://example.com:443/", "https://example.com"),
            ("http://example.com:80", "http://example.com"), ("https://example.com/path?q#f", "https://example.com"),
            ("https://user:pw@example.com", "https://example.com"), ("  https://example.com\n", "https://example.com"),
            ("https://bücher.example", "https://xn--bcher-kva.example"), ("https://exämple.com", "https://xn--exmple-cua.com"),
            ("https://MÜNCHEN.de:8443", "https://xn--mnchen-3ya.de:8443"), ("https://例え.テスト", "https://xn--r8jz45g.xn--zckzah"),
            ("http://[0:0:0:0:0:0:0:1]", "http://[::1]"), ("http://[2001:DB8:0:0:1:0:0:1]", "http://[2001:db8::1:0:0:1]"),
            ("http://[::ffff:1.2.3.4]", "http://[::ffff:102:304]"), ("example.com", "https://example.com"),
            ("localhost:3000", "http://localhost:3000"), ("wss://example.com", "https://example.com"),
            ("ws://localhost:80", "http://localhost"), ("http://127.1", "http://127.0.0.1"),
            ("http://0x7f000001:8080", "http://127.0.0.1:8080"),
            ("http://2130706433", "http://127.0.0.1"), ("http://0177.0.0.01", "http://127.0.0.1"), ("http://1.2.3.4.", "http://1.2.3.4"),
            ("http://localhost:{3000}", "http://localhost:3000"),
        ])
    func canonicalizing(_ written: String, _ meant: String) {
        #expect(Origin(canonicalizing: written)?.description == meant)
        #expect(Origin(canonicalizing: meant)?.description == meant)
        #expect(Origin(meant) != nil)
    }

    @Test(
        "Patterns and nonsense canonicalise to nothing",
        arguments: ["*", "https://*.a.test", "http://localhost:*", "file:///x", "", "https://"])
    func notCanonicalizable(_ text: String) {
        #expect(Origin(canonicalizing: text) == nil)
    }

    @Test("Loopback hosts are known by name and address")
    func loopback() {
        for text in ["http://localhost", "http://app.localhost:1", "http://127.0.0.1", "http://127.255.0.9:80", "http://[::1]:3"] {
            #expect(Origin(canonicalizing: text)?.isLoopback == true)
        }
        for text in ["http://localhost.evil.test", "http://notlocalhost", "http://128.0.0.1", "http://127.evil.test", "http://[::2]"] {
            #expect(Origin(text)?.isLoopback == false)
        }
        #expect(Origin.opaque.isLoopback == false)
    }

    @Test("Parts are told apart")
    func parts() {
        #expect(Origin("http://[::1]:8080") == .tuple(scheme: "http", host: "[::1]", port: 8080))
        #expect(Origin("https://example.com") == .tuple(scheme: "https", host: "example.com", port: nil))
        #expect(Origin("null") == .opaque)
    }

    @Test("Bytes that are not text are refused without harm")
    func arbitraryBytes() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("htps:/[]*.@a1-_0xnul,\u{0}\u{ff}".utf8) + [0xC0, 0xFF]
        for _ in 0..<5000 {
            let prefix = Bool.random(using: &generator) ? "https://" : ""
            let bytes =
                Array(prefix.utf8) + (0..<Int.random(in: 0...40, using: &generator)).map { _ in alphabet.randomElement(using: &generator)! }
            let text = String(decoding: bytes, as: UTF8.self)
            if let origin = Origin(text) { #expect(origin.description == text) }
            if let origin = Origin(canonicalizing: text) { #expect(Origin(canonicalizing: origin.description) == origin) }
        }
    }
}
