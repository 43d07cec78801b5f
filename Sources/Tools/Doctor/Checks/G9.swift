import WayleaveBrowserModel

/// G9: Subprotocols disagree.
enum G9: Check {
    static let diagnosis = Diagnosis(
        "G9", .high, .handshake, "Subprotocols disagree",
        symptom: "Fails in Chrome, opens in Firefox",
        cause: "Subprotocol disagreement: asked but none answered, or answered but not asked (Firefox opens both)",
        evidence: "Sec-WebSocket-Protocol both ways",
        mend: "Answer exactly one of those asked, or none if none was asked", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let why = evidence.handshakeRefusal, why.contains("Sec-WebSocket-Protocol") else { return nil }
        return Observation(evidence.proof(.handshake(.page), "Sec-WebSocket-Protocol"), cause: why)
    }
}
