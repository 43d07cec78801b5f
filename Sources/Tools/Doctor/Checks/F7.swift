/// F7: the pattern is not anchored.
enum F7: Check {
    static let diagnosis = Diagnosis(
        "F7", .critical, .strangers, "The pattern is not anchored",
        symptom: "Unanchored start or end",
        cause: "Regex without `^` / `$`",
        evidence: "Reflected with junk before or after",
        mend: "Anchor both ends; refuse unanchored expressions at start", topic: .exactOrigins, absorbs: ["F8"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence.admitted(.underscore, .critical, .low), evidence.admission(of: .prefix) == nil else { return nil }
        return answer
    }
}
