/// F27: Handshakes without an origin are accepted.
enum F27: Check {
    static let diagnosis = Diagnosis(
        "F27", .info, .handshake, "Handshakes without an origin are accepted",
        symptom: "Missing Origin treated as trusted on cookie-authenticated upgrades",
        cause: "No Origin is taken for software that is no browser.",
        evidence: "Handshakes from several origins without Origin, with cookie → 101",
        mend: "Decide it on purpose: ask for a token where Origin is absent.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.opens(.none), evidence[.handshake(.foreign(.evil))] != nil, !evidence.opens(.foreign(.evil)) else { return nil }
        return Observation(evidence.proof(.handshake(.none)), severity: evidence.question.cookie == nil ? .info : .medium)
    }
}
