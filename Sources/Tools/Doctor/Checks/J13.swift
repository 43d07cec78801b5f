import WayleaveBrowserModel

/// J13: the request is too large for the server.
enum J13: Check {
    static let diagnosis = Diagnosis(
        "J13", .high, .response, "The request is too large for the server",
        symptom: "431 or 413 without CORS headers",
        cause: "Headers, cookies or the body exceed a limit of the server or the proxy.",
        evidence: "Status, sizes",
        mend: "Send less, or raise the limit.", absorbs: ["A1", "D4", "C9"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, [413, 431].contains(actual.status) else { return nil }
        return Observation(evidence.proof(.actual, "Access-Control-Allow-Origin"))
    }
}
