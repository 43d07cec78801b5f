/// H8: the engine refuses the request.
enum H8: Check {
    static let diagnosis = Diagnosis(
        "H8", .high, .session, "The engine refuses the request",
        symptom: "Code 0, 2, 3, 4",
        cause: "0 transport unknown or not enabled; 2 handshake with a method other than GET; 3 bad request: `transport=websocket` without upgrade, or MIDDLEWARE_FAILURE when the cors callback errors; 4 = allowRequest refused (403)",
        evidence: "The first requests of the client body",
        mend: "By code", absorbs: ["A1", "D4", "C9"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, let code = SocketIOAddress.errorCode(evidence.actual), [0, 2, 3, 4].contains(code) else { return nil }
        let why = [0: "the transport is unknown or not enabled", 2: "the handshake's method is not GET", 3: "the request is malformed for this transport, or a middleware failed", 4: "allowRequest refused it"]
        return Observation(evidence.proof(.actual), "body: \(evidence.actual?.text.prefix(80) ?? "")", cause: why[code] ?? "")
    }
}
