/// H8: the engine refuses the request.
enum H8: Check {
    static let diagnosis = Diagnosis(
        "H8", .high, .session, "The engine refuses the request",
        symptom: "Code 0, 2, 3, 4",
        cause: "The engine has said why in its code.",
        evidence: "The first requests of the client body",
        mend: "Mend what the code names.", absorbs: ["A1", "D4", "C9"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, let code = SocketIOAddress.errorCode(evidence.actual), [0, 2, 3, 4].contains(code) else {
            return nil
        }
        let why = [
            0: "the transport is unknown or not enabled", 2: "the handshake's method is not GET",
            3: "the request is malformed for this transport, or a middleware failed", 4: "allowRequest refused it",
        ]
        return Observation(evidence.proof(.actual), "body: \(evidence.actual?.text.prefix(80) ?? "")", cause: why[code] ?? "")
    }
}
