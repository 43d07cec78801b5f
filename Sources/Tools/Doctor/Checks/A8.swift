import WayleaveBrowserModel

/// A8: Credentials are not allowed.
enum A8: Check {
    static let diagnosis = Diagnosis(
        "A8", .high, .response, "Credentials are not allowed",
        symptom: "Chromium: InvalidAllowCredentials, Firefox: CORSMissingAllowCredentials",
        cause: "`Access-Control-Allow-Credentials` is absent or not exactly `true`.",
        evidence: "Raw value",
        mend: "Send `Access-Control-Allow-Credentials: true`, once and in lower case.", topic: .policy, absorbs: ["B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.invalidAllowCredentials(let value), let stage)? = evidence.corsFault, !evidence.hidesError else { return nil }
        return Observation(
            evidence.proof(at: stage),
            cause: value.isEmpty
                ? "the call includes credentials, and the answer does not say `Access-Control-Allow-Credentials: true`"
                : "`Access-Control-Allow-Credentials` is `\(value)`; only `true`, once and in lower case, counts")
    }
}
