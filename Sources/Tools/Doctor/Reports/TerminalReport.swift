import WayleaveBrowserModel

/// A report for a terminal: the path as a column, then what is wrong, the mend last.
package struct TerminalReport {
    let report: Report
    /// Whether to use colours.
    let isColoured: Bool
    /// Whether to tell small matters at length too.
    let isVerbose: Bool
    private let width = 100

    /// Creates a report; without colours it is plain text.
    package init(_ report: Report, isColoured: Bool, isVerbose: Bool = false) {
        (self.report, self.isColoured, self.isVerbose) = (report, isColoured, isVerbose)
    }

    /// The text, with a line feed after each line.
    package var text: String {
        var lines = heading + [""] + path + [""]
        let (grave, small) = (
            report.findings.filter { $0.severity >= .medium || isVerbose }, report.findings.filter { $0.severity < .medium && !isVerbose }
        )
        for finding in grave { lines += describe(finding) + [""] }
        if !small.isEmpty {
            lines.append(paint("Besides (wayleave explain ID tells more)", .bold))
            for finding in small { lines.append("  \(paint(pad("\(finding.id) \(finding.severity.name)", 9), .grey)) \(finding.title)") }
            lines.append("")
        }
        return (lines + [summary]).joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private var heading: [String] {
        let question = report.question
        var parts = ["from \(question.origin)", question.kind == .fetch ? "\(question.method)" : question.kind.rawValue]
        if question.kind != .websocket { parts.append(question.credentials ? "with credentials" : "without credentials") }
        if !report.recognised.isEmpty { parts.append(report.recognised.joined(separator: " → ")) }
        return [paint(question.given, .bold), paint(parts.joined(separator: " · "), .grey)]
    }

    private var path: [String] {
        var lines: [String] = []
        for step in report.steps {
            let mark =
                switch step.status {
                case .ok: paint("●", .green)
                case .failed: paint("✖", .red)
                case .skipped: paint("○", .grey)
                }
            let names =
                step.findings.isEmpty ? "" : "  " + paint(step.findings.joined(separator: " "), step.status == .failed ? .red : .grey)
            lines.append("  \(mark) \(pad(step.stage.title, 21)) \(paint(step.detail, .grey))\(names)")
        }
        return lines
    }

    private func describe(_ finding: Finding) -> [String] {
        let colour: Colour = finding.severity >= .high ? .red : finding.severity == .medium ? .yellow : .grey
        var lines = ["\(paint("✖ \(finding.id)", colour)) \(paint(finding.title, .bold)) \(paint("(\(finding.severity.name))", colour))"]
        lines += labelled("why", finding.cause)
        for (index, proof) in finding.evidence.filter({ !$0.isEmpty }).enumerated() { lines += labelled(index == 0 ? "seen" : "", proof) }
        for browser in finding.browsers { lines += labelled(browser.name, browser.line) }
        if !finding.folded.isEmpty { lines += labelled("with it", finding.folded.joined(separator: ", ")) }
        // What follows the empty line is configuration, to be copied as it is.
        let parts = finding.mend.split(separator: "\n\n", maxSplits: 1).map(String.init)
        lines += labelled("mend", parts.first ?? "", colour: .green)
        guard parts.count > 1 else { return lines }
        return lines + parts[1].split(separator: "\n", omittingEmptySubsequences: false).map { String(repeating: " ", count: 12) + $0 }
    }

    private func labelled(_ label: String, _ text: String, colour: Colour = .grey) -> [String] {
        let rest = TextWrap.lines(text, width: width - 12)
        return rest.enumerated().map { index, line in
            "  \(paint(pad(index == 0 ? label : "", 9), colour)) \(line)"
        }
    }

    private var summary: String {
        let counts = Severity.allCases.reversed().compactMap { severity -> String? in
            let count = report.findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.name)"
        }
        let verdict: String
        if !report.isReached {
            verdict = paint("not reached", .red)
        } else if let worst = report.findings.map(\.severity).max(), worst >= .medium {
            verdict = paint(counts.joined(separator: ", "), .red)
        } else {
            verdict = paint(counts.isEmpty ? "nothing found" : "nothing of weight: \(counts.joined(separator: ", "))", .green)
        }
        return "\(verdict) \(paint("· \(report.requests) requests in \(report.milliseconds) ms", .grey))"
    }

    // MARK: Ink

    private enum Colour: String {
        case green = "32"
        case red = "31"
        case yellow = "33"
        case grey = "90"
        case bold = "1"
    }

    private func paint(_ text: String, _ colour: Colour) -> String { isColoured ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text }

    private func pad(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
