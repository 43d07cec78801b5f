import WayleaveBrowserModel

/// I2: SignalR allows `*`, and its client sends credentials.
enum I2: Check {
    static let diagnosis = Diagnosis(
        "I2", .high, .session, "SignalR allows `*`, and its client sends credentials",
        symptom: "`*` must not be used with include; or the app throws at start",
        cause: "The official client sends credentials unless told otherwise.",
        evidence: "A3; request mode include",
        mend: "`WithOrigins(…).AllowCredentials()`, or `withCredentials: false` in the client.", topic: .policy, absorbs: ["A3", "F15"],
        blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, case (.wildcardWithCredentials, let stage)? = evidence.corsFault else { return nil }
        return Observation(
            evidence.proof(at: stage),
            mend: "`WithOrigins(\"\(evidence.origin)\").AllowCredentials()` on the server, or `withCredentials: false` in the client.")
    }
}
