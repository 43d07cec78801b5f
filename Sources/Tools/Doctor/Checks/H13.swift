import WayleaveBrowserModel

/// H13: `transports: ["websocket"]` would hide the fault.
enum H13: Check {
    static let diagnosis = Diagnosis(
        "H13", .info, .session, "`transports: [\"websocket\"]` would hide the fault",
        symptom: "`transports:[\"websocket\"]` \"fixed\" it",
        cause: "It hides the fault: polling is still refused, and the only Origin check is gone",
        evidence: "Polling fails in the first requests of the client while websocket works",
        mend: "Fix CORS for polling *and* check Origin on upgrades")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, evidence.corsFault != nil, evidence.opens(.page) else { return nil }
        return Observation(evidence.proof(.handshake(.page)), evidence.proof(.actual, "Access-Control-Allow-Origin"))
    }
}
