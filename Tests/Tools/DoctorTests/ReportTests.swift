import Foundation
import Testing
import WayleaveBrowserModel
import WayleaveJSON

@testable import WayleaveDoctor

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Reports say the same to people, programs and printers")
struct ReportTests {
    private let broken = CannedServer { _, answer in
        answer.allow("https://app.example.com/")
        answer.set("Server", "nginx/1.22.1 <script>")
    }

    @Test("JSON keeps its schema")
    func json() throws {
        let json = try JSON.decode(JSONValue.self, from: broken.report().json)
        for name in ["version", "url", "origin", "kind", "recognised", "steps", "findings", "requests", "milliseconds"] {
            #expect(json[name] != nil, "\(name)")
        }
        let finding = try #require(json["findings"]?[0])
        for name in ["id", "severity", "title", "symptom", "cause", "evidence", "mend", "browsers", "retest"] {
            #expect(finding[name] != nil, "\(name)")
        }
        #expect(finding["id"]?.string == "A6")
        #expect(finding["browsers"]?["chromium"]?.string?.contains("AllowOriginMismatch") == true)
        #expect(json["steps"]?.array?.allSatisfy { ["ok", "failed", "skipped"].contains($0["status"]?.string) } == true)
        #expect(json["recognised"]?[0]?.string == "nginx")
    }

    @Test("The terminal's report names the fault, the difference and the mend in the server's language; without colour it has no escapes")
    func terminal() {
        let text = TerminalReport(broken.report(), isColoured: false).text
        #expect(text.contains("✖ A6 Another origin is allowed (high)"))
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("the slash at the end does not belong to an origin"))
        #expect(text.contains("add_header Access-Control-Allow-Origin $allowed always;"))
        #expect(!text.contains("\u{1B}"))
        #expect(TerminalReport(broken.report(), isColoured: true).text.contains("\u{1B}[31m"))
    }

    @Test("What servers say cannot become markup")
    func escaping() throws {
        let report = CannedServer { _, answer in answer.allow("<img src=x onerror=alert(1)>") }.report()
        #expect(!report.html.contains("<img"))
        #expect(report.html.contains("&lt;img"))
        let junit = Data(broken.report().junit(failingAt: .medium).utf8)
        #expect(XMLParser(data: junit).parse())
        #expect(XMLParser(data: Data(report.junit(failingAt: .low).utf8)).parse())
    }

    @Test("Commands send the same requests")
    func curl() {
        let text = broken.report("https://api.example.net/it's") { $0.method = "PUT" }.curlCommands
        #expect(text.contains("-X OPTIONS"))
        #expect(text.contains("-H 'Origin: https://app.example.com'"))
        #expect(Shell.quoted("it's") == "'it'\\''s'")
    }

    @Test("A recording is judged as the network is")
    func recording() throws {
        let har = """
            {"log":{"entries":[{"request":{"method":"GET","url":"https://api.example.net/data",
            "headers":[{"name":"Origin","value":"https://app.example.com"}]},
            "response":{"status":200,"headers":[{"name":"access-control-allow-origin","value":"https://other.example"}],"content":{}}}]}}
            """
        let recording = try Recording(Array(har.utf8))
        let suspect = try #require(recording.suspect)
        #expect(suspect.url.description == "https://api.example.net/data")
        #expect(suspect.origin == "https://app.example.com")
        let report = Doctor.examine(Question(url: suspect.url, origin: suspect.origin), sender: recording)
        #expect(report.findings.first?.id == "A6")
        #expect(throws: Recording.Fault.self) { try Recording(Array("{}".utf8)) }
    }

    @Test("Policies in a page's markup count")
    func markup() {
        let html = #"<!doctype html><META content="connect-src https:" http-equiv='Content-Security-Policy'><meta name=x content="y">"#
        #expect(PageMarkup.policies(html) == ["connect-src https:"])
        let report = CannedServer { probe, answer in
            if probe.path == "/page" { answer.body = Array(html.replacingOccurrences(of: "https:", with: "'self'").utf8) }
        }
        .report { $0.pageURL = WebURL("https://app.example.com/page") }
        #expect(report.findings.first?.id == "J3")
    }
}
