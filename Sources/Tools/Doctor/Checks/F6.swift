/// F6: a dot of the pattern matches any letter.
enum F6: Check {
    static let diagnosis = Diagnosis(
        "F6", .critical, .strangers, "A dot of the pattern matches any letter",
        symptom: "`https://appxexample.com` allowed",
        cause: "A dot in the expression is not escaped, and matches any letter.",
        evidence: "Reflected",
        mend: "Compare whole origins, or escape the dots.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.dot, .critical, .low)
    }
}
