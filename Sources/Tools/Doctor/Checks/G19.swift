import WayleaveBrowserModel

/// G19: Handshakes without an origin are refused.
enum G19: Check {
    static let diagnosis = Diagnosis(
        "G19", .info, .handshake, "Handshakes without an origin are refused",
        symptom: "Missing Origin refused: native or server clients fail",
        cause: "Strict list without a rule for clients that are not browsers",
        evidence: "Handshakes from several origins without Origin → 403",
        mend: "Separate rule for requests without Origin: token required (F27)")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.opens(.page), let answer = evidence[.handshake(.none)], [400, 401, 403].contains(answer.status) else { return nil }
        return Observation(evidence.proof(.handshake(.none)))
    }
}
