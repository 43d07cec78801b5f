/// B8: every call is preceded by a preflight.
enum B8: Check {
    static let diagnosis = Diagnosis(
        "B8", .info, .preflight, "Every call is preceded by a preflight",
        symptom: "Preflight storm",
        cause: "Max-Age absent (Firefox caches nothing then), 0, per-URL ids in path or query, many custom headers; SignalR long polling preflights every poll by design (I14)",
        evidence: "Count, ACMA",
        mend: "Set 600–7200; drop headers; note caps (Chromium 7200 s, Firefox 86,400 s, WebKit 600 s)", topic: .policy)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let preflight = evidence.preflight, (200..<300).contains(preflight.status), evidence.isReadable(preflight) else { return nil }
        let text = preflight["Access-Control-Max-Age"]
        if let text, let seconds = Int(text), seconds >= 5 { return nil }
        return Observation(
            evidence.proof(.preflight, "Access-Control-Max-Age"), severity: text == nil ? .info : .low,
            cause: text == nil
                ? "without Access-Control-Max-Age Chromium keeps the answer for 5 s and Firefox not at all"
                : "Access-Control-Max-Age is `\(text ?? "")`: nothing is kept")
    }
}
