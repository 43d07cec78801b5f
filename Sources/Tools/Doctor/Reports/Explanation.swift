/// What `wayleave explain` prints of a diagnosis.
package enum Explanation {
    /// The text, with a line feed after each line.
    package static func text(_ diagnosis: Diagnosis) -> String {
        var lines = ["\(diagnosis.id)  \(diagnosis.title)  (\(diagnosis.severity.name), \(diagnosis.stage.title))", ""]
        let parts = [
            ("symptom", diagnosis.symptom), ("cause", diagnosis.cause), ("evidence", diagnosis.evidence), ("mend", diagnosis.mend),
            ("unseen", diagnosis.unseen.map { "No probe can see it: \($0)." } ?? ""),
        ]
        for (label, text) in parts where !text.isEmpty {
            for (index, line) in TextWrap.lines(text, width: 88).enumerated() {
                let name = index == 0 ? label : ""
                lines.append("  \(name)\(String(repeating: " ", count: 10 - name.count))\(line)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
