/// F19: malformed origins are let in.
enum F19: Check {
    static let diagnosis = Diagnosis(
        "F19", .medium, .strangers, "Malformed origins are let in",
        symptom: "Malformed origins accepted (brackets, slash, `..`)",
        cause: "Origin is split and not checked.",
        evidence: "Reflected",
        mend: "Check that Origin is one before it is matched.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.brackets, .medium, .info) ?? evidence.admitted(.slashInHost, .medium, .info)
            ?? evidence.admitted(.doubleDot, .medium, .info)
    }
}
