import WayleaveBrowserModel

/// H10: the rest of the server has a policy, Socket.IO has none.
enum H10: Check {
    static let diagnosis = Diagnosis(
        "H10", .high, .session, "The rest of the server has a policy, Socket.IO has none",
        symptom: "REST has CORS headers, `/socket.io/` has not",
        cause: "cors() of the application does not cover the engine's path.",
        evidence: "The call's answer on both paths",
        mend: "Set `cors` of the Socket.IO server too.", topic: .policy, absorbs: ["H2", "A1", "H13"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, case (.missingAllowOrigin, _)? = evidence.corsFault, evidence.sessionID != nil,
            evidence.isReadable(evidence[.sibling])
        else { return nil }
        return Observation(evidence.proof(.sibling, "Access-Control-Allow-Origin"), evidence.proof(.actual, "Access-Control-Allow-Origin"))
    }
}
