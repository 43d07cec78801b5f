package import WayleaveBrowserModel

/// What the doctor says in the end.
package struct Report: Sendable {
    /// What was asked, with the kind that was found out.
    package let question: Question
    /// What serves there, the outermost first.
    package let recognised: [String]
    /// The path, in order.
    package let steps: [ReportStep]
    /// What is wrong, the most important first.
    package let findings: [Finding]
    /// All exchanges.
    package let records: [Record]
    /// What the browsers do with the page's call.
    package let verdicts: [BrowserVerdict]
    /// How long it took.
    package let milliseconds: Int

    init(_ evidence: Evidence, findings: [Finding], milliseconds: Int) {
        question = evidence.question
        recognised = evidence.software.map(\.rawValue)
        steps = ReportStep.all(evidence, findings)
        self.findings = findings
        records = evidence.records
        verdicts = evidence.verdicts
        self.milliseconds = milliseconds
    }

    /// How many requests were sent.
    package var requests: Int { records.count { !$0.answer.wasNotSent } }

    /// Whether anybody answered.
    package var isReached: Bool { records.contains { $0.role != .page && $0.answer.hasHead } || requests == 0 }

    /// Whether something is at least as bad as `severity`.
    package func fails(at severity: Severity) -> Bool { findings.contains { $0.severity >= severity } }
}
