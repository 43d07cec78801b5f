import WayleaveBrowserModel

/// H2: Socket.IO has no CORS policy.
enum H2: Check {
    static let diagnosis = Diagnosis(
        "H2", .high, .session, "Socket.IO has no CORS policy",
        symptom: "\"No 'Access-Control-Allow-Origin'\" on `/socket.io/?EIO=4&transport=polling`, body starts with `0{\"sid\"`",
        cause: "The `cors` option is missing; since version 3 nothing is allowed without it.",
        evidence: "The first requests of the client: 200 open packet, no Access-Control-Allow-Origin",
        mend: "Set `cors.origin` in the Socket.IO server.", topic: .policy, absorbs: ["G2", "A1", "A2", "H13", "E1", "E2", "D4"],
        blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, case (.missingAllowOrigin, let stage)? = evidence.corsFault, evidence.sessionID != nil else {
            return nil
        }
        return Observation(
            evidence.proof(at: stage), "body: \(evidence.actual?.text.prefix(60) ?? "")",
            cause:
                "the server opens a session (so it is there), and does not allow \(evidence.origin) to read it: the `cors` option is missing or lists others",
            mend: "Give the Socket.IO server the origin: `cors: { origin: \"\(evidence.origin)\" }`.")
    }
}
