/// F10: a wildcard over a public suffix.
enum F10: Check {
    static let diagnosis = Diagnosis(
        "F10", .critical, .strangers, "A wildcard over a public suffix",
        symptom: "Wildcard over a public suffix (`https://*.com`, `https://*.github.io`)",
        cause: "A wildcard stands where anybody can register names.",
        evidence: "Reflected",
        mend: "List the hosts.", topic: .exactOrigins, absorbs: ["F4", "F5", "F6", "F9", "F17"])

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.publicSuffix, .critical, .low)
    }
}
