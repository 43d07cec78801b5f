/// F3: origins that begin like yours are let in.
enum F3: Check {
    static let diagnosis = Diagnosis(
        "F3", .critical, .strangers, "Origins that begin like yours are let in",
        symptom: "Prefix match: `https://app.example.com.evil.example` allowed",
        cause: "Only the beginning is compared: startsWith, or an expression without `$`.",
        evidence: "Reflected",
        mend: "Compare whole origins.", topic: .exactOrigins, absorbs: ["F7", "F8", "F12", "F13"])

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.prefix, .critical, .low)
    }
}
