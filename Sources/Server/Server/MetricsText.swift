internal import CrossOrigin

/// The gate's counters in Prometheus' text format 0.0.4. Labels are bounded: neither origins nor paths as sent are among them.
struct MetricsText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    init(_ report: GateReport, routes: [Router.Label], generation: Int) {
        head("wayleave_policy_decisions_total", "counter", "Decisions of the gate, by layer, outcome, reason and route.")
        for (route, counts) in zip(routes, report.counts) {
            guard let counts else { continue }
            for layer in GateEvent.Layer.allCases {
                let name = layer == .actual && route.isSession ? "poll" : layer.rawValue
                decisions(counts.allowed(layer), name, "allow", "none", route.text)
                for reason in CrossOriginRefusal.Reason.allCases {
                    decisions(counts.refused(layer, reason), name, "deny", Self.word(reason.rawValue), route.text)
                }
            }
        }
        head(
            "wayleave_policy_candidate_differences_total", "counter", "Decisions that the policy on trial would have taken otherwise.")
        for (reason, count) in report.candidate.sorted(by: { ($0.key?.rawValue ?? "") < ($1.key?.rawValue ?? "") }) {
            let labels = [("decision", reason == nil ? "allow" : "deny"), ("reason", Self.word(reason?.rawValue ?? "none"))]
            sample("wayleave_policy_candidate_differences_total", labels, count)
        }
        head("wayleave_cross_site_refusals_total", "counter", "Requests refused as forged by another site, or sent to a foreign host.")
        for reason in CrossSiteRefusal.Reason.allCases {
            sample("wayleave_cross_site_refusals_total", [("reason", Self.word(reason.rawValue))], report.forged[reason] ?? 0)
        }
        head("wayleave_response_fields_replaced_total", "counter", "Fields of handlers that the policy's own replaced.")
        sample("wayleave_response_fields_replaced_total", [], report.replacedFields)
        head("wayleave_policy_replacements_total", "counter", "How often the policies in force were changed.")
        sample("wayleave_policy_replacements_total", [], generation)
        head("wayleave_connections_open", "gauge", "Open HTTP connections and WebSockets.")
        sample("wayleave_connections_open", [], report.openCount)
    }

    private mutating func decisions(_ count: Int, _ layer: String, _ decision: String, _ reason: String, _ route: String) {
        guard count > 0 else { return }
        sample(
            "wayleave_policy_decisions_total", [("layer", layer), ("decision", decision), ("reason", reason), ("route", route)], count)
    }

    private mutating func head(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func sample(_ name: String, _ labels: [(String, String)], _ value: Int) {
        let list = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
    }

    /// Codes have hyphens, labels by custom underscores.
    private static func word(_ code: String) -> String { String(code.map { $0 == "-" ? "_" : $0 }) }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n", "\r\n": escaped += "\\n"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}
