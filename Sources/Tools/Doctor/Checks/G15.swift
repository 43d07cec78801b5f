import WayleaveBrowserModel

/// G15: CORS headers on a handshake do nothing.
enum G15: Check {
    static let diagnosis = Diagnosis(
        "G15", .info, .handshake, "CORS headers on a handshake do nothing",
        symptom: "Somebody adds ACAO to the 101",
        cause: "Irrelevant: browsers ignore it on upgrades (measured)",
        evidence: "Header present, still failing",
        mend: "Look at G1–G14; remove it from the checklist")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.handshake(.page)], answer.hasHead, answer.status != 101, answer["Access-Control-Allow-Origin"] != nil,
            evidence.kind == .websocket
        else { return nil }
        return Observation(evidence.proof(.handshake(.page), "Access-Control-Allow-Origin"))
    }
}
