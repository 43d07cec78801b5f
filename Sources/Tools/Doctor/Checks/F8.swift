/// F8: Special characters pass the pattern.
enum F8: Check {
    static let diagnosis = Diagnosis(
        "F8", .high, .strangers, "Special characters pass the pattern",
        symptom: "Special characters (underscore, backtick, …) reflected",
        cause: "A character class written by hand lets characters pass that some browsers allow in names.",
        evidence: "Reflected",
        mend: "Check that Origin is one before it is matched.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.backtick, .high, .low) ?? evidence.admitted(.underscore, .high, .low)
    }
}
