/// F9: any subdomain is let in.
enum F9: Check {
    static let diagnosis = Diagnosis(
        "F9", .medium, .strangers, "Any subdomain is let in",
        symptom: "Any subdomain allowed",
        cause: "A wildcard over subdomains: one forgotten name or one script injected in any of them suffices.",
        evidence: "`x.example.com` reflected",
        mend: "List the hosts.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.subdomain, .medium, .info) ?? evidence.admitted(.sibling, .medium, .info)
    }
}
