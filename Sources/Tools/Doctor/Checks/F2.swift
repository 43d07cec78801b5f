/// F2: `null` is let in.
enum F2: Check {
    static let diagnosis = Diagnosis(
        "F2", .high, .strangers, "`null` is let in",
        symptom: "`null` trusted",
        cause: "`null` is in the list; any page can become `null` in a sandboxed frame.",
        evidence: "Access-Control-Allow-Origin `null` (+Access-Control-Allow-Credentials)",
        mend: "Remove `null`; serve local pages over http.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.null, .high, .low)
    }
}
