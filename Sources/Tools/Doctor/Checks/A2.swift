import WayleaveBrowserModel

/// A2: the preflight is answered with an error.
enum A2: Check {
    static let diagnosis = Diagnosis(
        "A2", .high, .preflight, "The preflight is answered with an error",
        symptom: "Same, status 4xx/5xx on the *preflight*",
        cause: "OPTIONS is not routed, authentication comes first, or a firewall or a crash answers.",
        evidence: "The preflight's answer status",
        mend: "Answer preflights before routing and authentication.", topic: .preflight, absorbs: ["J17", "F20", "D4", "C9", "B10"],
        blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.missingAllowOrigin, .preflight)? = evidence.corsFault, let preflight = evidence.culprit(.preflight)?.answer,
            preflight.status >= 400, preflight.status != 401, preflight.status != 407, !evidence.looksLikeRefusal(preflight)
        else { return nil }
        let cause =
            switch preflight.status {
            case 404, 405, 501: "OPTIONS is not routed: the router knows this path only for other methods"
            case 403: "the preflight is refused before the policy is asked: by authentication, a firewall, or a filter"
            default: "the preflight meets an error before the policy is asked"
            }
        return Observation(evidence.proof(at: .preflight), cause: cause)
    }
}
