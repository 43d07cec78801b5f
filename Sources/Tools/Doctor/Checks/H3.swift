import WayleaveBrowserModel

/// H3: Socket.IO allows `*`, and the client sends credentials.
enum H3: Check {
    static let diagnosis = Diagnosis(
        "H3", .high, .session, "Socket.IO allows `*`, and the client sends credentials",
        symptom: "`*` with credentials refused",
        cause: "`origin: \"*\"` does not count while the client sends credentials.",
        evidence: "A3 on polling",
        mend: "Name the origin and set `credentials: true`, or switch `withCredentials` off.", topic: .policy,
        absorbs: ["A3", "F15", "H13"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, case (.wildcardWithCredentials, let stage)? = evidence.corsFault else { return nil }
        return Observation(evidence.proof(at: stage))
    }
}
