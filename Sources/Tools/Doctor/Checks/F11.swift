/// F11: plain http is trusted.
enum F11: Check {
    static let diagnosis = Diagnosis(
        "F11", .high, .strangers, "Plain http is trusted",
        symptom: "Http origin trusted by an https service",
        cause: "`http://…` in the list: a network attacker can speak as it",
        evidence: "`http://app.example.com` reflected",
        mend: "Https only, loopback excepted", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.plainHTTP, .high, .low)
    }
}
