import WayleaveBrowserModel

/// G10: the 101 is not an answer to this handshake.
enum G10: Check {
    static let diagnosis = Diagnosis(
        "G10", .high, .handshake, "The 101 is not an answer to this handshake",
        symptom: "\"Incorrect 'Sec-WebSocket-Accept'\", unsupported extension",
        cause: "Caching or rewriting middlebox replays a 101, duplicated header, extension not asked for",
        evidence: "Raw 101",
        mend: "Bypass the cache; compute Accept per request; negotiate only what was offered", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let why = evidence.handshakeRefusal, evidence.opens(.page), !why.contains("Sec-WebSocket-Protocol") else { return nil }
        return Observation(evidence.proof(.handshake(.page), "Upgrade", "Connection", "Sec-WebSocket-Accept", "Sec-WebSocket-Extensions"), cause: why)
    }
}
