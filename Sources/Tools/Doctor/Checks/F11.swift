/// F11: plain http is trusted.
enum F11: Check {
    static let diagnosis = Diagnosis(
        "F11", .high, .strangers, "Plain http is trusted",
        symptom: "Http origin trusted by an https service",
        cause: "Whoever sits in the network can speak as the http origin.",
        evidence: "`http://app.example.com` reflected",
        mend: "Trust https origins only.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.plainHTTP, .high, .low)
    }
}
