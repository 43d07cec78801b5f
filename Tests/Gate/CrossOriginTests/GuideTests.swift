import CrossOrigin
import Foundation
import Testing

@Suite("The guide")
struct GuideTests {
    /// `Documentation/CrossOrigin.md`.
    private func guide() throws -> String {
        let project = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        return try String(contentsOf: project.appending(path: "Documentation/CrossOrigin.md"), encoding: .utf8)
    }

    @Test("Every code that a user may meet stands in the guide")
    func codes() throws {
        let guide = try guide()
        let codes =
            CrossOriginFault.Code.allCases.map(\.rawValue) + CrossOriginWarning.Code.allCases.map(\.rawValue)
            + CrossOriginRefusal.Reason.allCases.map(\.rawValue)
        #expect(codes.filter { !guide.contains("| `\($0)` |") }.isEmpty)
    }

    @Test("Every rule stands in the guide, by the name that files use")
    func rules() throws {
        let guide = try guide()
        let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(CrossOriginRules())) as? [String: Any]
        let names = try #require(written).keys
        #expect(names.count > 10 && names.filter { !guide.contains("| `\($0)` |") }.isEmpty)
    }

    @Test("The patterns of the guide compile, and what it says is refused is")
    func patterns() throws {
        let guide = try guide()
        let table = guide.components(separatedBy: "## Origins: the pattern language")[1].components(separatedBy: "Host and port wildcards")[
            0]
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { $0.components(separatedBy: "` |")[0].dropFirst(3) }
        #expect(rows.count > 7)
        for row in rows {
            for pattern in row.components(separatedBy: "`, `") { _ = try CrossOriginPolicy { $0.origins = [pattern] } }
        }
        #expect(faults { $0.origins = ["https://*.vercel.app"] }.map(\.code) == [.originPublicSuffix])
    }
}
