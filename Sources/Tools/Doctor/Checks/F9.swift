/// F9: any subdomain is let in.
enum F9: Check {
    static let diagnosis = Diagnosis(
        "F9", .medium, .strangers, "Any subdomain is let in",
        symptom: "Any subdomain allowed",
        cause: "`https://*.example.com`: one takeover or one XSS on any subdomain suffices",
        evidence: "`x.example.com` reflected",
        mend: "List hosts; limit depth", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.subdomain, .medium, .info) ?? evidence.admitted(.sibling, .medium, .info)
    }
}
