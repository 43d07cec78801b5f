/// G13: the socket is in a more private network than the page.
enum G13: Check {
    static let diagnosis = Diagnosis(
        "G13", .info, .page, "The socket is in a more private network than the page",
        symptom: "net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS, no CORS text",
        cause: "LNA: page public, socket local or loopback (Chrome 147+)",
        evidence: "Address spaces, the page's own headers",
        mend: "J1", absorbs: ["J1"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .websocket else { return nil }
        return J1.observation(evidence)
    }
}
