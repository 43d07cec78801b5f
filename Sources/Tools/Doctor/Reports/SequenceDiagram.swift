import WayleaveBrowserModel

/// The requests between browser, proxy and server, as a drawing.
struct SequenceDiagram {
    private let rows: [Record]
    private let actors: [String]
    private let report: Report
    private let rowHeight = 52

    init(_ report: Report) {
        self.report = report
        let told: [Record] = report.records.filter { record in
            switch record.role {
            case .preflight, .actual, .hop, .sessionUpgrade, .poll(1), .connect(1), .handshake(.page), .handshake(.foreign(.evil)),
                .from(.evil), .notFound:
                !record.answer.wasNotSent
            default: false
            }
        }
        rows = Array(told.prefix(12))
        let proxies = report.recognised.filter { name in ServerSoftware(rawValue: name)?.isProxy == true }
        let servers = report.recognised.filter { !proxies.contains($0) }
        actors =
            ["Browser"] + (proxies.isEmpty ? [] : [proxies.joined(separator: ", ")]) + [
                servers.isEmpty ? "Server" : servers.joined(separator: ", ")
            ]
    }

    private var height: Int { 70 + rows.count * rowHeight }
    private func x(_ index: Int) -> Int { actors.count == 2 ? [150, 750][index] : [120, 450, 780][index] }

    /// The drawing.
    var svg: String {
        var parts = ["<svg viewBox=\"0 0 900 \(height)\" role=\"img\" aria-label=\"Sequence of requests\">"]
        for (index, actor) in actors.enumerated() {
            parts.append("<line class=\"life\" x1=\"\(x(index))\" y1=\"44\" x2=\"\(x(index))\" y2=\"\(height - 10)\"/>")
            parts.append("<rect class=\"head\" x=\"\(x(index) - 100)\" y=\"10\" width=\"200\" height=\"34\" rx=\"6\"/>")
            parts.append("<text x=\"\(x(index))\" y=\"32\" text-anchor=\"middle\">\(MarkupText.escaped(actor))</text>")
        }
        for (index, record) in rows.enumerated() { parts.append(row(record, y: 74 + index * rowHeight)) }
        return parts.joined() + "</svg>"
    }

    private func row(_ record: Record, y: Int) -> String {
        let (left, right) = (x(0), x(actors.count - 1))
        let isWrong = isWrong(record)
        let colour = isWrong ? "wrong" : "back"
        let origin = record.probe.headers.combined("Origin") ?? "none"
        let what = record.probe.isHandshake ? "WebSocket handshake" : record.probe.method
        let path = WebURL(record.probe.url)?.path ?? ""
        let sent = "\(what) \(path.prefix(40)) · Origin: \(origin)"
        let allowed =
            record.answer["Access-Control-Allow-Origin"].map { "Access-Control-Allow-Origin: \($0)" } ?? "no Access-Control-Allow-Origin"
        let answer =
            !record.answer.hasHead
            ? (record.answer.failure?.text ?? "no answer")
            : record.probe.isHandshake ? "\(record.answer.status)" : "\(record.answer.status) · \(allowed)"
        let text = MarkupText.escaped
        return """
            <text class="mono" x="\((left + right) / 2)" y="\(y)" text-anchor="middle">\(text(sent))</text>\
            <line class="go" x1="\(left)" y1="\(y + 5)" x2="\(right - 7)" y2="\(y + 5)"/><path class="tip" d="M\(right) \(y + 5)l-9 -4v8z"/>\
            <text class="mono \(isWrong ? "wrong" : "soft")" x="\((left + right) / 2)" y="\(y + 22)" text-anchor="middle">\(text(String(answer.prefix(100))))</text>\
            <line class="\(colour)" x1="\(left + 7)" y1="\(y + 27)" x2="\(right)" y2="\(y + 27)" stroke-dasharray="5 4"/>\
            <path class="tip \(colour)" d="M\(left) \(y + 27)l9 -4v8z"/>
            """
    }

    /// Strangers ought to be refused, the page ought not.
    private func isWrong(_ record: Record) -> Bool {
        let origin = record.probe.headers.combined("Origin") ?? ""
        switch record.role {
        case .from, .handshake(.foreign):
            return record.probe.isHandshake ? record.answer.status == 101 : Evidence.allows(record.answer, origin)
        case .handshake, .sessionUpgrade, .connect: return record.answer.status != 101
        default:
            guard record.answer.hasHead else { return true }
            if record.probe.method == "OPTIONS", !(200..<300).contains(record.answer.status) { return true }
            return BrowserProfile.corsFault(
                record.answer.headers, origin: origin, includesCredentials: report.question.credentials) != nil
        }
    }
}
