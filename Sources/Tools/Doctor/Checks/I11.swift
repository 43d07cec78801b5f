/// I11: negotiate sends the client to another host.
enum I11: Check {
    static let diagnosis = Diagnosis(
        "I11", .info, .session, "negotiate sends the client to another host",
        symptom: "Negotiate succeeds, then CORS error from another host",
        cause: "A managed service carries the connections, and has a policy of its own.",
        evidence: "`url` in the negotiate answer",
        mend: "Allow the origin there too.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, let answer = SignalRAnswer(evidence.actual), let url = answer.url else { return nil }
        return Observation("url: \(url.prefix { $0 != "?" })")
    }
}
