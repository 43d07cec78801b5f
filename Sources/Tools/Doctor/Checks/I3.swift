import WayleaveBrowserModel

/// I3: the client's headers are not allowed on negotiate.
enum I3: Check {
    static let diagnosis = Diagnosis(
        "I3", .high, .session, "The client's headers are not allowed on negotiate",
        symptom: "Header not allowed on negotiate",
        cause: "Negotiate is POST with `x-requested-with` and `x-signalr-user-agent` (+ `authorization` with a token factory): always preflights",
        evidence: "ACRH",
        mend: "Allow those three names and POST, DELETE, GET", topic: .policy, absorbs: ["B5", "B1", "A1", "A2", "I1", "H2"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, !evidence.headersLeftOut.isEmpty else { return nil }
        return Observation(evidence.proof(.preflight, "Access-Control-Allow-Headers"))
    }
}
