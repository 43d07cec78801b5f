import WayleaveBrowserModel

/// G19: Handshakes without an origin are refused.
enum G19: Check {
    static let diagnosis = Diagnosis(
        "G19", .info, .handshake, "Handshakes without an origin are refused",
        symptom: "Missing Origin refused: native or server clients fail",
        cause: "The list has no rule for software that is no browser.",
        evidence: "Handshakes from several origins without Origin → 403",
        mend: "Decide it on purpose: let it in with a token.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.opens(.page), let answer = evidence[.handshake(.none)], [400, 401, 403].contains(answer.status) else { return nil }
        return Observation(evidence.proof(.handshake(.none)))
    }
}
