import WayleaveBrowserModel

/// H17: python-socketio refuses the origin.
enum H17: Check {
    static let diagnosis = Diagnosis(
        "H17", .high, .session, "python-socketio refuses the origin",
        symptom: "Python server: refused origin shown as CORS error",
        cause: "python-engineio refuses with a 400 that has no CORS headers.",
        evidence: "The first requests of the client body",
        mend: "Add the origin to `cors_allowed_origins`.", topic: .policy, absorbs: ["A1", "A2", "D4", "C9", "H6", "G2", "H8", "B10"],
        blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, let actual = evidence.actual, actual.status == 400,
            actual.text.contains("is not an accepted origin")
        else { return nil }
        return Observation(
            evidence.proof(.actual, "Access-Control-Allow-Origin"), "body: \(actual.text.prefix(100))",
            mend: "Add `\(evidence.origin)` to `cors_allowed_origins`.")
    }
}
