/// I11: negotiate sends the client to another host.
enum I11: Check {
    static let diagnosis = Diagnosis(
        "I11", .info, .session, "negotiate sends the client to another host",
        symptom: "Negotiate succeeds, then CORS error from another host",
        cause: "Azure SignalR: negotiate redirects the client to another host, whose CORS is separate; once it blocked unauthenticated preflights",
        evidence: "`url` in the negotiate answer",
        mend: "Configure the service's CORS too")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, let answer = SignalRAnswer(evidence.actual), let url = answer.url else { return nil }
        return Observation("url: \(url.prefix { $0 != "?" })")
    }
}
