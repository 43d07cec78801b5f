import WayleaveBrowserModel

/// G11: the handshake is asked to authenticate.
enum G11: Check {
    static let diagnosis = Diagnosis(
        "G11", .high, .handshake, "The handshake is asked to authenticate",
        symptom: "401 on the handshake, \"HTTP Authentication failed\"",
        cause: "401 Basic/Bearer cannot be answered on an upgrade from script; 407 from a proxy",
        evidence: "Status",
        mend: "Token in query or subprotocol or first message; cookie; authenticate at negotiate/polling time", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], [401, 407].contains(answer.status) else { return nil }
        return Observation(evidence.proof(.handshake(.page), "WWW-Authenticate"))
    }
}
