import Testing

/// One thing out of order: where, what, and what to do about it.
struct Finding: CustomStringConvertible {
    let path: String
    let line: Int
    let what: String

    var description: String { "\(path):\(line): \(what)" }
}

/// Fails with all `findings`, one a line.
func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
    guard !findings.isEmpty else { return }
    Issue.record("\n\(findings.map(\.description).joined(separator: "\n"))", sourceLocation: sourceLocation)
}
