import WayleaveBrowserModel

extension Report {
    /// The report as a page that needs nothing else, and prints well.
    package var html: String {
        let text = MarkupText.escaped
        let verdict = findings.contains { $0.severity >= .medium } ? "bad" : "good"
        let heading =
            isReached ? (verdict == "good" ? "Nothing of weight was found" : text(findings[0].title)) : "The server is not reached"
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>wayleave doctor: \(text(question.given))</title><style>\(ReportStyle.css)</style></head><body><main>
            <header class="\(verdict)"><p class="call">\(text(question.given)) <span>from \(text(question.origin))</span></p>
            <h1>\(heading)</h1>
            <p class="meta">\(text(meta))</p></header>
            <section><h2>The path</h2><ol class="path">\(steps.map(pathItem).joined())</ol></section>
            <section><h2>Who said what</h2>\(SequenceDiagram(self).svg)</section>
            <section><h2>Findings</h2>\(findings.isEmpty ? "<p>None.</p>" : findings.map(article).joined())</section>
            <section class="requests"><h2>Requests</h2><details><summary>\(requests) requests, as commands</summary><pre>\(text(curlCommands))</pre></details></section>
            </main></body></html>

            """
    }

    private var meta: String {
        var parts = [question.kind.rawValue, question.method, question.credentials ? "with credentials" : "without credentials"]
        if !recognised.isEmpty { parts.append(recognised.joined(separator: " → ")) }
        return (parts + ["\(requests) requests", "\(milliseconds) ms"]).joined(separator: " · ")
    }

    private func pathItem(_ step: ReportStep) -> String {
        let text = MarkupText.escaped
        let links = step.findings.map { "<a href=\"#\($0)\">\($0)</a>" }.joined(separator: " ")
        return "<li class=\"\(step.status.rawValue)\"><b>\(text(step.stage.title))</b> <span>\(text(step.detail))</span> \(links)</li>"
    }

    private func article(_ finding: Finding) -> String {
        let text = MarkupText.escaped
        let proof = finding.evidence.filter { !$0.isEmpty }.map { "<li>\(text($0))</li>" }.joined()
        let browsers = finding.browsers.map { "<dt>\(text($0.name))</dt><dd>\(text($0.line))</dd>" }.joined()
        let also = finding.folded.isEmpty ? "" : "<p class=\"also\">With it: \(finding.folded.joined(separator: ", "))</p>"
        return """
            <article id="\(finding.id)" class="\(finding.severity.name)"><h3><span class="id">\(finding.id)</span> \(text(finding.title))
            <span class="severity">\(finding.severity.name)</span></h3><p>\(text(finding.cause))</p>
            <details\(finding.severity >= .medium ? " open" : "")><summary>Evidence</summary><ul class="proof">\(proof)</ul><dl>\(browsers)</dl></details>
            <h4>Mend</h4><pre class="mend">\(text(finding.mend))</pre>\(also)<p class="retest"><code>\(text(finding.retest))</code></p></article>
            """
    }
}
