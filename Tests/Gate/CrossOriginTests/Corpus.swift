/// Origins that look like something, for tables.
enum Corpus {
    /// Strings that no browser ever sends as an Origin.
    static let neverOrigins = [
        "", " ", "null ", "Null", "NULL", "*", "https", "https:", "https:/", "https://", "https:///", "://example.com", "//example.com",
        "example.com", "https//example.com", "https:example.com", "1https://example.com", "-x://example.com", "HTTPS://example.com",
        "https://EXAMPLE.com", "https://example.com/", "https://example.com/a", "https://example.com?a", "https://example.com#a",
        "https://example.com\\a", "https://user@example.com", "https://xn--example-",
        "https://user:pw@example.com", "https://@example.com", "https://exämple.com",
        "https://example.com:", "https://example.com:0", "https://example.com:080", "https://example.com:443", "http://example.com:80",
        "https://example.com:65536", "https://example.com:99999", "https://example.com:123456", "https://example.com:8a",
        "https://example.com:-1",
        "https://example.com:*", "https://example.com:80:80", "https://*.example.com", "https://.", "https://..", "https://.example.com",
        "https://example..com", "https://..app.example.com", "https://app.example.com..", "https://[app.example.com]", "https://[::1",
        "https://::1", "https://[]", "https://[:]", "https://[:::]", "https://[::1]x", "https://[::1]:", "https://[0::1]", "https://[::0]",
        "https://[::01]", "https://[1:0:0:2:0:0:0:0]", "https://[::A]", "https://[::1%eth0]", "https://[::1.2.3.4]",
        "https://[1:2:3:4:5:6:7]",
        "https://[1:2:3:4:5:6:7:8:9]", "https://[1::2::3]", "https://1.2.3", "https://1.2.3.4.5", "https://01.2.3.4", "https://1.2.3.256",
        "https://1.2.3.4.", "https://0x7f.0.0.1", "https://127.1", "https://2130706433", "https://example.0x1", "https://a.1",
        "https://a/b.app.example.com", "https://a b.example.com", "https://a,b.example.com", "https://a%2eb.example.com",
        "https://a!b.example.com",
        "https://app.example.com, https://evil.test", "https://app.example.com https://evil.test", "https://app.example.com\u{0}",
        "https://app.example.com\n", "\thttps://app.example.com", "https://app.example.com\r\nX: y", "https://app`.example.com",
        "https://" + String(repeating: "a", count: 64) + ".com", "https://" + String(repeating: "a.", count: 127) + "com",
        String(repeating: "s", count: 65) + "://example.com", "https://" + String(repeating: "a", count: 100_000),
        String(repeating: "https://", count: 12_800),
    ]

    /// Hosts with `xn--` labels that no browser navigates to (URL § domain to ASCII).
    static let invalidPunycode = [
        "https://xn--", "https://xn--a", "https://xn--example-", "https://a.xn--zz.test", "https://xn--99999999", "https://xn--.test",
    ]

    /// Valid origins that resemble `https://app.example.com` and hosts below `customers.example.com`, and are neither.
    static let lookAlikes = [
        "http://app.example.com", "https://app.example.com:8443", "https://app.example.com:80", "https://app.example.com.",
        "https://example.com", "https://evilapp.example.com", "https://app.example.com.evil.test", "https://app.example.comm",
        "https://app.example.co", "https://appxexample.com", "https://app-example.com", "https://app.exampleXcom".lowercased(),
        "https://x.app.example.com", "https://app.example.com.customers.evil.test", "https://customers.example.com",
        "https://evilcustomers.example.com", "https://a.customersxexample.com", "https://a.customers.example.com.evil.test",
        "https://a.customers.example.com.", "https://a.customers.example.com:8443", "http://a.customers.example.com",
        "https://a.customers.example.comm", "https://acustomers.example.com", "https://xn--pp-xka.example.com", "wss://app.example.com",
        "https2://app.example.com", "shttps://app.example.com", "https://app_example.com", "https://0.0.0.0", "https://[::1]",
    ]
}

/// A small repeatable generator (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
