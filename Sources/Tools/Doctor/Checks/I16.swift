/// I16: the hub wants authorization.
enum I16: Check {
    static let diagnosis = Diagnosis(
        "I16", .high, .session, "The hub wants authorization",
        symptom: "Connects, then 401 at each request",
        cause: "The hub asks for authorization on every request.",
        evidence: "Status per request",
        mend: "Give the client an accessTokenFactory with a valid token.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, let actual = evidence.actual, [401, 403].contains(actual.status), evidence.isReadable(actual)
        else { return nil }
        return Observation(evidence.proof(.actual, "WWW-Authenticate"))
    }
}
