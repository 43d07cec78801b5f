import WayleaveBrowserModel

/// A3: `*` does not count while credentials are included.
enum A3: Check {
    static let diagnosis = Diagnosis(
        "A3", .high, .response, "`*` does not count while credentials are included",
        symptom: "Chromium: WildcardOriginNotAllowed, Firefox: CORSNotSupportingCredentials",
        cause: "The answer allows everybody, and the call includes credentials; many clients do so by default.",
        evidence: "The call's answer + request mode",
        mend: "Name the origin and allow credentials, or leave credentials out in the page.", topic: .policy,
        absorbs: ["A8", "F15", "D1", "B10", "C9"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.wildcardWithCredentials, let stage)? = evidence.corsFault else { return nil }
        let who = evidence.kind == .signalr ? " (the SignalR client includes them unless told otherwise)" : ""
        return Observation(
            evidence.proof(at: stage), cause: "the answer allows everybody, and the call includes credentials\(who)",
            mend:
                "Name the origin: `Access-Control-Allow-Origin: \(evidence.origin)`, `Access-Control-Allow-Credentials: true`, `Vary: Origin`. Or leave credentials out in the page: `credentials: \"omit\"`, `withCredentials: false`."
        )
    }
}
