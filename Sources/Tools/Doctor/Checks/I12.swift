import WayleaveBrowserModel

/// I12: there is no hub at this address.
enum I12: Check {
    static let diagnosis = Diagnosis(
        "I12", .high, .session, "There is no hub at this address",
        symptom: "404/405 on negotiate",
        cause: "The hub's path, a proxy's prefix or a static handler is in the way.",
        evidence: "The first requests of the client status; GET negotiate is 405 by design",
        mend: "Use the path that MapHub was given.", absorbs: ["A1", "B1", "A2", "I1", "D4", "C9", "G6", "G3", "J17"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, let actual = evidence.actual,
            [404, 405].contains(actual.status) || actual.status == 200 && SignalRAnswer(actual) == nil
        else { return nil }
        return Observation(
            evidence.proof(.actual, "Content-Type"),
            cause:
                "POST \(evidence.url.path) must be answered with a negotiate answer; the hub's path, a proxy's prefix or a static handler is in the way"
        )
    }
}
