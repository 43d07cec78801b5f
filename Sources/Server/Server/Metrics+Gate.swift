internal import CrossOrigin

/// The gate's share of the metrics.
extension Metrics {
    static func gate(_ report: GateReport, _ routes: [Router.Label], _ generation: Int, _ text: inout MetricsText) {
        text.head("wayleave_policy_decisions_total", "counter", "Decisions of the gate, by layer, outcome, reason and route.")
        for (route, counts) in zip(routes, report.counts) {
            guard let counts else { continue }
            for layer in GateEvent.Layer.allCases {
                let name = layer == .actual && route.isSession ? "poll" : layer.rawValue
                func decisions(_ count: Int, _ decision: String, _ reason: String) {
                    guard count > 0 else { return }
                    let labels = [("layer", name), ("decision", decision), ("reason", reason), ("route", route.text)]
                    text.sample("wayleave_policy_decisions_total", labels, count)
                }
                decisions(counts.allowed(layer), "allow", "none")
                for reason in CrossOriginRefusal.Reason.allCases {
                    decisions(counts.refused(layer, reason), "deny", MetricsText.word(reason.rawValue))
                }
            }
        }
        text.head(
            "wayleave_policy_candidate_differences_total", "counter", "Decisions that the policy on trial would have taken otherwise.")
        for (reason, count) in report.candidate.sorted(by: { ($0.key?.rawValue ?? "") < ($1.key?.rawValue ?? "") }) {
            let labels = [("decision", reason == nil ? "allow" : "deny"), ("reason", MetricsText.word(reason?.rawValue ?? "none"))]
            text.sample("wayleave_policy_candidate_differences_total", labels, count)
        }
        text.head(
            "wayleave_cross_site_refusals_total", "counter", "Requests refused as forged by another site, or sent to a foreign host.")
        for reason in CrossSiteRefusal.Reason.allCases {
            text.sample(
                "wayleave_cross_site_refusals_total", [("reason", MetricsText.word(reason.rawValue))], report.forged[reason] ?? 0)
        }
        text.single(
            "wayleave_response_fields_replaced_total", "counter", "Fields of handlers that the policy's own replaced.",
            report.replacedFields)
        text.single("wayleave_policy_replacements_total", "counter", "How often the policies in force were changed.", generation)
    }
}
