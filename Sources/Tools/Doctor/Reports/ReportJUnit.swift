import WayleaveBrowserModel

extension Report {
    /// The report as JUnit's XML: a test case for each step, a failure for each finding at or above `severity`.
    package func junit(failingAt severity: Severity) -> String {
        let text = MarkupText.escaped
        let failures = findings.count { $0.severity >= severity }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<testsuite name="wayleave doctor" tests="\#(steps.count)" failures="\#(failures)" time="\#(seconds)">"#,
        ]
        for step in steps {
            let here = findings.filter { $0.stage == step.stage && $0.severity >= severity }
            lines.append(#"  <testcase classname="\#(text(question.given))" name="\#(text(step.stage.title))">"#)
            if step.status == .skipped { lines.append("    <skipped/>") }
            for finding in here {
                let body = ([finding.cause] + finding.evidence.filter { !$0.isEmpty } + [finding.mend, finding.retest]).joined(
                    separator: "\n")
                lines.append(#"    <failure type="\#(finding.id)" message="\#(text(finding.title))">\#(text(body))</failure>"#)
            }
            lines.append("  </testcase>")
        }
        return (lines + ["</testsuite>"]).joined(separator: "\n") + "\n"
    }

    private var seconds: String { "\(milliseconds / 1_000).\(String(milliseconds % 1_000 + 1_000).dropFirst())" }

    /// Every exchange in a line: what it was for, what was sent, what came back.
    package var trace: String {
        let names = [
            "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Vary", "Location", "Server",
        ]
        return records.map {
            "\($0.role): \(Evidence.proof($0, names.filter($0.answer.headers.contains))) | \($0.answer.text.prefix(100).debugDescription)"
        }
        .joined(separator: "\n") + "\n"
    }

    /// The commands that send the same requests, one a line, with what each is for.
    package var curlCommands: String {
        records.filter { !$0.answer.wasNotSent }.map { "# \($0.role)\n\($0.probe.curlCommand)" }.joined(separator: "\n") + "\n"
    }
}
