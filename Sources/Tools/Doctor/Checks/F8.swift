/// F8: Special characters pass the pattern.
enum F8: Check {
    static let diagnosis = Diagnosis(
        "F8", .high, .strangers, "Special characters pass the pattern",
        symptom: "Special characters (underscore, backtick, …) reflected",
        cause: "Hand-written character class; some browsers resolve such hosts",
        evidence: "Reflected",
        mend: "Validate the request's Origin syntactically first", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.backtick, .high, .low) ?? evidence.admitted(.underscore, .high, .low)
    }
}
