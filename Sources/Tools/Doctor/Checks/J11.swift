import WayleaveBrowserModel

/// J11: a redirect changes the call.
enum J11: Check {
    static let diagnosis = Diagnosis(
        "J11", .medium, .redirect, "A redirect changes the call",
        symptom: "After a redirect the token is gone or POST became GET",
        cause: "Crossing origins removes Authorization; 301, 302 and 303 turn POST into GET.",
        evidence: "Hop list",
        mend: "Call the final address.")

    static func examine(_ evidence: Evidence) -> Observation? {
        let hops = evidence.records.filter { if case .hop = $0.role { $0.probe.method != "OPTIONS" } else { false } }
        guard let last = hops.last, evidence.reason() == nil || evidence.hopCount > 0 else { return nil }
        if evidence.question.headers.contains("Authorization"), !last.probe.headers.contains("Authorization") {
            return Observation(
                "redirected to \(last.probe.url)", cause: "crossing origins removes Authorization", mend: "Call \(last.probe.url) at once.")
        }
        if evidence.question.method == "POST", evidence.question.sendsUnsafeRequests, last.probe.method == "GET" {
            return Observation(
                "redirected to \(last.probe.url)", cause: "301, 302 and 303 turn POST into GET",
                mend: "Answer 307 or 308, or call \(last.probe.url) at once.")
        }
        return nil
    }
}
