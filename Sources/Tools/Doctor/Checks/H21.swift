import WayleaveBrowserModel

/// H21: the session cannot be upgraded.
enum H21: Check {
    static let diagnosis = Diagnosis(
        "H21", .high, .handshake, "The session cannot be upgraded",
        symptom: "Stuck on polling or hanging upgrade",
        cause: "A proxy on the way does not pass the upgrade on.",
        evidence: "Handshakes from several origins with sid through the proxy",
        mend: "Pass it on; until then clients stay on polling.", topic: .forwardUpgrade, absorbs: ["G3", "G6"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, evidence.sessionID != nil, let answer = evidence[.sessionUpgrade], answer.status != 101,
            !(evidence.opens(.page) && SocketIOAddress.errorCode(answer) == 1), !evidence.opens(.none)
        else { return nil }
        return Observation(
            evidence.proof(.sessionUpgrade),
            cause: "polling works and the upgrade to a WebSocket does not arrive: a proxy on the way strips it, so clients stay on polling")
    }
}
