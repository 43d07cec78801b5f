/// F27: Handshakes without an origin are accepted.
enum F27: Check {
    static let diagnosis = Diagnosis(
        "F27", .info, .handshake, "Handshakes without an origin are accepted",
        symptom: "Missing Origin treated as trusted on cookie-authenticated upgrades",
        cause: "\"no Origin = not a browser\" (the usual snippets, `if (!origin) return callback(null, true)`)",
        evidence: "Handshakes from several origins without Origin, with cookie → 101",
        mend: "Separate, explicit choice; require a token when Origin is absent")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.opens(.none), evidence[.handshake(.foreign(.evil))] != nil, !evidence.opens(.foreign(.evil)) else { return nil }
        return Observation(evidence.proof(.handshake(.none)), severity: evidence.question.cookie == nil ? .info : .medium)
    }
}
