import Foundation
import Testing

@testable import WayleaveBrowserModel

@Suite struct TruthTableTests {
    /// What the excerpts in `Interop/verdict` say the browser did.
    private struct Observed: Decodable {
        struct Verdict: Decodable {
            let readable: [String]
            let allowed: Bool
            let preflightsSent: Int
            let actualsSent: Int
            let websocketsSent: Int
            let corsErrors: [String]
        }
        let id: String
        let stable: Bool
        let verdict: Verdict
    }

    private static func lines(_ name: String) throws -> [Data] {
        let project = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return try Data(contentsOf: project.appending(path: "Interop/verdict/\(name).jsonl")).split(separator: UInt8(ascii: "\n"))
    }

    @Test(arguments: [BrowserProfile.chromium, .firefox])
    func everyMeasuredLineIsPredicted(browser: BrowserProfile) throws {
        let lines = try Self.lines(browser.name.rawValue)
        #expect(lines.count >= 300)
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        for line in lines {
            let observed = try decoder.decode(Observed.self, from: line)
            let item = try TruthTableCase(Array(line))
            #expect(item.browser == browser.name)
            let verdict = browser.verdict(on: item.exchange)
            let expected = observed.verdict
            #expect(verdict.steps.map(\.readable.rawValue) == expected.readable, "\(observed.id)")
            #expect(verdict.isAllowed == expected.allowed, "\(observed.id)")
            guard observed.stable else { continue }
            #expect(verdict.count(.preflight) == expected.preflightsSent, "\(observed.id)")
            #expect(verdict.count(.actual) == expected.actualsSent, "\(observed.id)")
            #expect(verdict.count(.webSocket) == expected.websocketsSent, "\(observed.id)")
            // Five sandboxed frames were recorded without their code (truth-table-format § 9).
            if !observed.id.hasPrefix("context-002") { #expect(verdict.codes == expected.corsErrors, "\(observed.id)") }
        }
    }

    @Test(arguments: [
        (#"{"id":"#, "$: "), (#"{"id":1}"#, "$.id: expected a string, found a number"), (#"{"id":"a"}"#, "$: `page` is missing"),
        (#"{"id":"a","page":{"origin":"nowhere"}}"#, "$.page.origin: expected an origin, found the string `nowhere`"),
        (
            #"{"id":"a","page":{"origin":"https://a.test"},"server":{"0":{"actual":{"status":9}}},"steps":[]}"#,
            "$.server.0.actual.status: expected a status from 100 to 999, found a number"
        ),
        (
            #"{"id":"a","page":{"origin":"https://a.test"},"server":{},"steps":[{"request":{"url":"/","headers":[["x"]]}}]}"#,
            "$.steps[0].request.headers[0]: expected a pair of name and value, found an array"
        ),
    ])
    func malformedLinesAreNamedByTheirPlace(line: String, complaint: String) {
        let error = #expect(throws: TruthTableError.self) { try TruthTableCase(Array(line.utf8)) }
        #expect(error?.description.hasPrefix(complaint) == true, "\(error?.description ?? "")")
    }

    @Test func theAnswerIsOneLineOfJSONWithTheReason() throws {
        let verdict = Scene(answer: ServerAnswer(status: 200)).verdict(Scene.fetch())
        let line = verdict.truthTableLine(id: "x-1")
        #expect(line.hasPrefix(#"{"id":"x-1","verdict":{"readable":["none"],"allowed":false,"preflights_sent":0,"actuals_sent":1,"#))
        #expect(line.contains("Fetch § CORS check"))
        #expect(!line.contains("\n"))
    }
}
