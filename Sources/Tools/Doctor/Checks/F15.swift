import WayleaveBrowserModel

/// F15: `*` beside credentials.
enum F15: Check {
    static let diagnosis = Diagnosis(
        "F15", .info, .strangers, "`*` beside credentials",
        symptom: "`*` + ACAC",
        cause: "Harmless to browsers, but shows that nobody tested",
        evidence: "Both headers",
        mend: "Remove ACAC or echo the origin", topic: .policy)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, actual["Access-Control-Allow-Origin"] == "*", actual["Access-Control-Allow-Credentials"] != nil else { return nil }
        return Observation(evidence.proof(.actual, "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"))
    }
}
