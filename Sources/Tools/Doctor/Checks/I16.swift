/// I16: the hub wants authorization.
enum I16: Check {
    static let diagnosis = Diagnosis(
        "I16", .high, .session, "The hub wants authorization",
        symptom: "Connects, then 401 at each request",
        cause: "Hub authorization applies to negotiate and every request; token expired",
        evidence: "Status per request",
        mend: "Refresh the token; token factory")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, let actual = evidence.actual, [401, 403].contains(actual.status), evidence.isReadable(actual) else { return nil }
        return Observation(evidence.proof(.actual, "WWW-Authenticate"))
    }
}
