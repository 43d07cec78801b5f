/// B8: every call is preceded by a preflight.
enum B8: Check {
    static let diagnosis = Diagnosis(
        "B8", .info, .preflight, "Every call is preceded by a preflight",
        symptom: "Preflight storm",
        cause: "Access-Control-Max-Age is absent or small: Firefox keeps nothing then, Chromium 5 s.",
        evidence: "Count, Access-Control-Max-Age",
        mend: "Send Access-Control-Max-Age: 7200; Chromium keeps no more.", topic: .policy)

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
