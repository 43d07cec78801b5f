import Testing
import WayleaveBrowserModel

@testable import WayleaveDoctor

@Suite("Careless policies and caches are told by whom they let in")
struct PolicyCheckTests {
    static let policies: [Planted] = [
        Planted("F1", "everybody is reflected", fault: reflect { _ in true }),
        Planted("F2", "null", fault: reflect { $0 == "null" }),
        Planted("F3", "prefix", fault: reflect { $0.hasPrefix("https://app.example.com.") }),
        Planted("F4", "suffix", fault: reflect { $0.hasSuffix("example.com") && $0.hasPrefix("https://") && !$0.contains("/b.") }),
        Planted("F5", "substring", fault: reflect { $0.contains("app.example.com") }),
        Planted("F6", "the dot of a pattern", fault: reflect { $0 == "https://appxexample.com" }),
        Planted("F9", "subdomains", fault: reflect { $0.hasSuffix(".app.example.com") && !$0.contains("..") && !$0.contains("/b") }),
        Planted(
            "F10", "a public suffix",
            fault: reflect { $0.hasSuffix(".com") && $0.split(separator: ".").count == 2 && !$0.contains("example") }),
        Planted("F11", "plain http", fault: reflect { $0 == "http://app.example.com" }),
        Planted("F12", "any port", fault: reflect { $0.hasPrefix("https://app.example.com:") }),
        Planted("F13", "upper case", fault: reflect { $0 == "https://APP.EXAMPLE.COM" }),
        Planted("F16", "localhost", fault: reflect { $0 == "http://localhost:3000" }),
        Planted("F17", "a hosting domain", fault: reflect { $0.hasSuffix(".vercel.app") }),
        Planted("F19", "brackets", fault: reflect { $0.contains("[") }),
        Planted("F29", "a playground", fault: reflect { $0.contains("apollographql") }),
        Planted(
            "F18", "every header",
            fault: { probe, answer in
                guard probe.method == "OPTIONS", probe.isFromPage else { return }
                answer.set("Access-Control-Allow-Headers", probe.headers.combined("Access-Control-Request-Headers"))
            }),
        Planted(
            "F20", "refusals tell the policy",
            fault: { probe, answer in
                if probe.method == "OPTIONS" { answer.set("Access-Control-Allow-Methods", "GET, PUT") }
            }),
        Planted(
            "F21", "X-Forwarded-Host decides",
            fault: { probe, answer in
                if probe.headers.contains("X-Forwarded-Host") { answer.allow("https://evil.example") }
            }),
        Planted("F25", "Timing-Allow-Origin", fault: { _, answer in answer.set("Timing-Allow-Origin", "*") }),
        Planted("F15", "`*` beside credentials", fault: { _, answer in answer.allow("*") }),
        Planted("E1", "no Vary", fault: { _, answer in answer.set("Vary", nil) }),
        Planted("E2", "Vary on allowed answers only", fault: { probe, answer in if !probe.isFromPage { answer.set("Vary", nil) } }),
        Planted(
            "E6", "Vary is overwritten",
            fault: { probe, answer in
                if probe.headers.contains("Accept-Encoding"), !probe.isFromPage { answer.set("Vary", "Accept-Encoding, Origin") }
            }),
        Planted(
            "E8", "a 304 for another",
            fault: { probe, answer in
                answer.set("ETag", "\"1\"")
                if probe.headers.contains("If-None-Match") {
                    answer.status = 304
                    answer.allow("https://other.example")
                }
            }),
    ]

    @Test("By name, first", arguments: policies)
    func policy(_ planted: Planted) {
        let report = CannedServer(planted.fault).report(planted.url, planted.question)
        #expect(report.findings.first?.id == planted.id, "\(report.findings.map(\.id))")
    }

    @Test("Letting strangers in is critical with credentials and small without")
    func severity() {
        let with = CannedServer(reflect { _ in true }).report()
        #expect(with.findings.first?.severity == .critical)
        let without = CannedServer { probe, answer in
            reflect { _ in true }(probe, &answer)
            answer.set("Access-Control-Allow-Credentials", nil)
        }
        .report()
        #expect(without.findings.first?.severity == .low)
    }

    @Test("A cache that hands one origin's answer to another is seen by the same address without it")
    func cache() {
        let report = CannedServer { probe, answer in
            guard probe.method == "GET", !probe.url.contains("wayleave-doctor") else { return }
            answer.allow(CannedServer.origin)
            answer.set("Age", "3")
        }
        .report()
        #expect(report.findings.first?.id == "E4")
    }

    @Test("Everything that comes of one cause is told with it")
    func folding() throws {
        let report = CannedServer(reflect { _ in true }).report()
        let first = try #require(report.findings.first)
        #expect(first.folded.contains("F2"))
        #expect(!report.findings.contains { $0.id == "F2" })
    }
}
