import WayleaveBrowserModel

/// A1: the answer names no allowed origin.
enum A1: Check {
    static let diagnosis = Diagnosis(
        "A1", .high, .response, "The answer names no allowed origin",
        symptom: "Chromium: MissingAllowOriginHeader, Firefox: CORSMissingAllowOrigin2",
        cause:
            "No policy is applied to this path or this status: the middleware stands too far inside, a proxy answers by itself, or the origin is not listed.",
        evidence:
            "The call's answer, the answers without Origin and to a denied origin, error answers, the answers directly and through the proxy",
        mend: "Apply the policy in the outermost layer, to errors too, and list the origin.", topic: .policy,
        absorbs: ["G2", "E1", "E2", "D1", "D4", "C9", "F20", "J17", "B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.missingAllowOrigin, let stage)? = evidence.corsFault, !evidence.hidesError else { return nil }
        if stage == .preflight, let preflight = evidence.culprit(stage)?.answer, preflight.status >= 400,
            !evidence.looksLikeRefusal(preflight)
        {
            return nil
        }
        let varies = Evidence.varies(evidence.culprit(stage)?.answer)
        let cause =
            varies
            ? "the server has a policy (it sends `Vary: Origin`), and \(evidence.origin) is not among its origins"
            : "no policy is applied to this path, or \(evidence.origin) is not among its origins"
        return Observation(
            evidence.proof(at: stage), cause: cause,
            mend:
                "Send `Access-Control-Allow-Origin: \(evidence.origin)` and `Vary: Origin` on every answer of this path, errors and preflights included."
        )
    }
}
