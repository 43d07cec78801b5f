/// F3: origins that begin like yours are let in.
enum F3: Check {
    static let diagnosis = Diagnosis(
        "F3", .critical, .strangers, "Origins that begin like yours are let in",
        symptom: "Prefix match: `https://app.example.com.evil.example` allowed",
        cause: "StartsWith, Django regex without `$`",
        evidence: "Reflected",
        mend: "Anchor; compare parsed origins", topic: .exactOrigins, absorbs: ["F7", "F8"])

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.prefix, .critical, .low)
    }
}
