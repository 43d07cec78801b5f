import WayleaveBrowserModel

/// H1: Clients of version 2 are refused.
enum H1: Check {
    static let diagnosis = Diagnosis(
        "H1", .info, .session, "Clients of version 2 are refused",
        symptom: "`EIO=3` in the URL; 400 code 5",
        cause: "A client of version 2 against a server of version 3 or 4; without CORS headers browsers show a CORS error instead.",
        evidence: "The first requests of the client EIO=3 → code 5, EIO=4 → 200",
        mend: "Update the client, or set `allowEIO3`.", absorbs: ["H8", "H6", "A1", "H2"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio else { return nil }
        if evidence.url.query?.contains("EIO=3") == true,
            SocketIOAddress.errorCode(evidence.actual) == 5 || evidence.actual?.status == 400 && evidence.sessionID == nil
        {
            return Observation(evidence.proof(.actual), "body: \(evidence.actual?.text.prefix(120) ?? "")", severity: .high)
        }
        guard evidence.sessionID != nil, SocketIOAddress.errorCode(evidence[.oldPolling]) == 5 else { return nil }
        return Observation(evidence.proof(.oldPolling), "body: \(evidence[.oldPolling]?.text.prefix(120) ?? "")")
    }
}
