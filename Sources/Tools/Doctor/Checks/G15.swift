import WayleaveBrowserModel

/// G15: CORS headers on a handshake do nothing.
enum G15: Check {
    static let diagnosis = Diagnosis(
        "G15", .info, .handshake, "CORS headers on a handshake do nothing",
        symptom: "Somebody adds Access-Control-Allow-Origin to the 101",
        cause: "Browsers do not read CORS headers on handshakes.",
        evidence: "Header present, still failing",
        mend: "Look at the status: G2, G3, G5, G6, G11.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], answer.hasHead, answer.status != 101, answer["Access-Control-Allow-Origin"] != nil,
            evidence.kind == .websocket
        else { return nil }
        return Observation(evidence.proof(.handshake(.page), "Access-Control-Allow-Origin"))
    }
}
