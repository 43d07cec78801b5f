/// F7: the pattern is not anchored.
enum F7: Check {
    static let diagnosis = Diagnosis(
        "F7", .critical, .strangers, "The pattern is not anchored",
        symptom: "Unanchored start or end",
        cause: "The expression is not anchored at both ends.",
        evidence: "Reflected with junk before or after",
        mend: "Compare whole origins, or anchor with `^` and `$`.", topic: .exactOrigins, absorbs: ["F8", "F12", "F13"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence.admitted(.underscore, .critical, .low), evidence.admission(of: .prefix) == nil else { return nil }
        return answer
    }
}
