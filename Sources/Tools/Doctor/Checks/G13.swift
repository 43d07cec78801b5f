/// G13: the socket is in a more private network than the page.
enum G13: Check {
    static let diagnosis = Diagnosis(
        "G13", .info, .page, "The socket is in a more private network than the page",
        symptom: "net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS, no CORS text",
        cause: "The user must allow public pages to reach the local network (Local Network Access).",
        evidence: "Address spaces, the page's own headers",
        mend: "See J1: no header helps.", absorbs: ["J1"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .websocket else { return nil }
        return J1.observation(evidence)
    }
}
