import WayleaveBrowserModel

/// H13: `transports: ["websocket"]` would hide the fault.
enum H13: Check {
    static let diagnosis = Diagnosis(
        "H13", .info, .session, "`transports: [\"websocket\"]` would hide the fault",
        symptom: "`transports:[\"websocket\"]` \"fixed\" it",
        cause: "It skips the only request that CORS guards, and leaves the WebSocket open to all.",
        evidence: "Polling fails in the first requests of the client while websocket works",
        mend: "Allow the origin for polling, and check it on upgrades.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, evidence.corsFault != nil, evidence.opens(.page) else { return nil }
        return Observation(evidence.proof(.handshake(.page)), evidence.proof(.actual, "Access-Control-Allow-Origin"))
    }
}
