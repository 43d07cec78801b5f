import WayleaveBrowserModel

/// I3: the client's headers are not allowed on negotiate.
enum I3: Check {
    static let diagnosis = Diagnosis(
        "I3", .high, .session, "The client's headers are not allowed on negotiate",
        symptom: "Header not allowed on negotiate",
        cause: "The client always sends x-requested-with and x-signalr-user-agent, so negotiate always has a preflight.",
        evidence: "Access-Control-Request-Headers",
        mend: "Allow these headers, and GET, POST and DELETE.", topic: .policy, absorbs: ["B5", "B1", "A1", "A2", "I1", "H2"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, !evidence.headersLeftOut.isEmpty else { return nil }
        return Observation(evidence.proof(.preflight, "Access-Control-Allow-Headers"))
    }
}
