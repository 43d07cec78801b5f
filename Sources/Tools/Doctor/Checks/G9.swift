import WayleaveBrowserModel

/// G9: Subprotocols disagree.
enum G9: Check {
    static let diagnosis = Diagnosis(
        "G9", .high, .handshake, "Subprotocols disagree",
        symptom: "Fails in Chrome, opens in Firefox",
        cause: "Asked for and not answered, or answered and not asked for; Firefox opens both.",
        evidence: "Sec-WebSocket-Protocol both ways",
        mend: "Answer exactly one of those asked for, or none.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let why = evidence.handshakeRefusal, why.contains("Sec-WebSocket-Protocol") else { return nil }
        return Observation(evidence.proof(.handshake(.page), "Sec-WebSocket-Protocol"), cause: why)
    }
}
