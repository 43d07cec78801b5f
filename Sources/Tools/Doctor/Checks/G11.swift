import WayleaveBrowserModel

/// G11: the handshake is asked to authenticate.
enum G11: Check {
    static let diagnosis = Diagnosis(
        "G11", .high, .handshake, "The handshake is asked to authenticate",
        symptom: "401 on the handshake, \"HTTP Authentication failed\"",
        cause: "Script cannot answer a 401 to a handshake.",
        evidence: "Status",
        mend: "Send a token in the query, the subprotocol or the first message.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], [401, 407].contains(answer.status) else { return nil }
        return Observation(evidence.proof(.handshake(.page), "WWW-Authenticate"))
    }
}
