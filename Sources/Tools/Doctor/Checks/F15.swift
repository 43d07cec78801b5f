import WayleaveBrowserModel

/// F15: `*` beside credentials.
enum F15: Check {
    static let diagnosis = Diagnosis(
        "F15", .info, .strangers, "`*` beside credentials",
        symptom: "`*` + Access-Control-Allow-Credentials",
        cause: "Browsers ignore the combination; it shows that nobody tested with credentials.",
        evidence: "Both headers",
        mend: "Name the origin, or drop Access-Control-Allow-Credentials.", topic: .policy)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, actual["Access-Control-Allow-Origin"] == "*", actual["Access-Control-Allow-Credentials"] != nil
        else { return nil }
        return Observation(evidence.proof(.actual, "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"))
    }
}
