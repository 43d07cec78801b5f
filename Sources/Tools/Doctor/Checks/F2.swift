/// F2: `null` is let in.
enum F2: Check {
    static let diagnosis = Diagnosis(
        "F2", .high, .strangers, "`null` is let in",
        symptom: "`null` trusted",
        cause: "`null` in the list \"for file pages\"; any site can make it with a sandboxed iframe",
        evidence: "ACAO `null` (+ACAC)",
        mend: "Remove; serve the page over http(s)", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.null, .high, .low)
    }
}
