/// F4: origins that end like yours are let in.
enum F4: Check {
    static let diagnosis = Diagnosis(
        "F4", .critical, .strangers, "Origins that end like yours are let in",
        symptom: "Suffix match: `https://evilapp.example.com`, `https://evilexample.com` allowed",
        cause: "Only the end is compared: endsWith, or an expression without `^`.",
        evidence: "Reflected",
        mend: "Compare whole origins.", topic: .exactOrigins, absorbs: ["F9", "F11"])

    static func examine(_ evidence: Evidence) -> Observation? {
        if let label = evidence.admitted(.suffixLabel, .critical, .low) { return label }
        // Where any name of the site is let in, this one is no proof of a careless pattern.
        guard evidence.admission(of: .sibling) == nil, !evidence.opens(.foreign(.sibling)) else { return nil }
        return evidence.admitted(.suffix, .critical, .low)
    }
}
