import WayleaveBrowserModel

/// G10: the 101 is not an answer to this handshake.
enum G10: Check {
    static let diagnosis = Diagnosis(
        "G10", .high, .handshake, "The 101 is not an answer to this handshake",
        symptom: "\"Incorrect 'Sec-WebSocket-Accept'\", unsupported extension",
        cause: "A cache or a rewriting box answers with somebody else's 101.",
        evidence: "Raw 101",
        mend: "Bypass it; compute Sec-WebSocket-Accept for each handshake.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let why = evidence.handshakeRefusal, evidence.opens(.page), !why.contains("Sec-WebSocket-Protocol") else { return nil }
        return Observation(
            evidence.proof(.handshake(.page), "Upgrade", "Connection", "Sec-WebSocket-Accept", "Sec-WebSocket-Extensions"), cause: why)
    }
}
