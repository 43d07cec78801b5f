import WayleaveBrowserModel

/// H9: `cors` does not keep strangers' WebSockets out.
enum H9: Check {
    static let diagnosis = Diagnosis(
        "H9", .critical, .handshake, "`cors` does not keep strangers' WebSockets out",
        symptom: "Evil origin connects although `cors` is strict",
        cause: "The `cors` option governs polling only.",
        evidence: "Handshakes from several origins → 101, polling evil → 200",
        mend: "Check Origin in `allowRequest`.", topic: .upgradeOrigin, absorbs: ["G1", "F27"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, evidence.opens(.foreign(.evil)) else { return nil }
        let hands =
            SocketIOAddress.sessionID(evidence[.from(.evil)]) != nil
            ? evidence.proof(.from(.evil), "Access-Control-Allow-Origin") + " (a session is opened all the same)" : ""
        return Observation(
            evidence.proof(.handshake(.foreign(.evil))), hands,
            cause: "the `cors` option governs polling only: a WebSocket from https://evil.example is accepted, with the user's cookies")
    }
}
