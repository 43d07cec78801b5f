import Foundation
import Testing

@testable import WayleaveDoctor

@Suite("The catalogue is whole, and documented")
struct CatalogueTests {
    private var document: String {
        get throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
            return try String(contentsOf: root.appending(path: "Documentation/Doctor.md"), encoding: .utf8)
        }
    }

    @Test("Every name from A1 to J20 has its check, or a line why no probe can see it")
    func complete() {
        let counts: KeyValuePairs = ["A": 12, "B": 13, "C": 14, "D": 9, "E": 8, "F": 29, "G": 20, "H": 22, "I": 18, "J": 20]
        let names = counts.flatMap { family, count in (1...count).map { "\(family)\($0)" } }
        #expect(Catalogue.diagnoses.map(\.id) == names)
        #expect(Catalogue.unseen.allSatisfy { $0.unseen?.isEmpty == false })
        #expect(Catalogue.checks.allSatisfy { $0.diagnosis.unseen == nil })
    }

    @Test("The table in Documentation/Doctor.md says of each what the catalogue says")
    func table() throws {
        let lines = try document.split(separator: "\n").map(String.init)
        let rows = lines.filter { $0.range(of: #"^\| [A-J][0-9]+ \|"#, options: .regularExpression) != nil }
        let wanted = Catalogue.diagnoses.map { "| \($0.id) | \($0.title) | \($0.unseen ?? "✓") |" }
        for (row, line) in zip(rows, wanted) { #expect(row == line) }
        #expect(rows.count == wanted.count)
    }

    @Test("What a diagnosis absorbs exists")
    func absorption() {
        let names = Set(Catalogue.diagnoses.map(\.id))
        for check in Catalogue.checks { #expect(names.isSuperset(of: check.diagnosis.absorbs), "\(check.diagnosis.id)") }
    }

    @Test("Every flag that the document names is one that the help names")
    func flags() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let help = try String(contentsOf: root.appending(path: "Sources/Tools/WayleaveCommand/Help.swift"), encoding: .utf8)
        for word in try document.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" })
        where word.hasPrefix("--") && word.contains(where: \.isLetter) {
            #expect(help.contains(String(word)), "\(word)")
        }
    }

    @Test("Explanations tell symptom, cause and mend")
    func explanation() throws {
        let text = Explanation.text(try #require(Catalogue.diagnosis("g3")))
        #expect(text.hasPrefix("G3  The upgrade does not arrive"))
        #expect(text.contains("mend") && text.contains("cause"))
        #expect(Explanation.text(try #require(Catalogue.diagnosis("J10"))).contains("No probe can see it"))
    }
}
