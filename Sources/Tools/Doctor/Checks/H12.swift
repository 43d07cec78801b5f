import WayleaveBrowserModel

/// H12: the query is lost on the way.
enum H12: Check {
    static let diagnosis = Diagnosis(
        "H12", .high, .session, "The query is lost on the way",
        symptom: "Works directly, not through nginx",
        cause: "A proxy drops the query, or polling is switched off.",
        evidence: "The answers directly and through the proxy: query string and Upgrade as seen by the backend",
        mend: "Pass the query on: `$is_args$args`.", topic: .forwardUpgrade, absorbs: ["H8"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, SocketIOAddress.errorCode(evidence.actual) == 0,
            evidence.url.query?.contains("transport=polling") == true
        else { return nil }
        return Observation(
            evidence.proof(.actual), "body: \(evidence.actual?.text.prefix(80) ?? "")",
            cause:
                "the engine misses `transport` although it was sent: a proxy drops the query (nginx: `proxy_pass` with a path needs `$is_args$args`), or polling is switched off"
        )
    }
}
