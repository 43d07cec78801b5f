import WayleaveBrowserModel

/// J20: the first request fails, later ones do not.
enum J20: Check {
    static let diagnosis = Diagnosis(
        "J20", .medium, .errors, "The first request fails, later ones do not",
        symptom: "First request after deploy fails, later ones fine",
        cause: "The server was not ready, and the proxy's own error has no headers.",
        evidence: "Error answers own 502/503",
        mend: "Warm up before traffic comes; add the headers to the proxy's errors.", topic: .errors, absorbs: ["A1", "D4", "C9", "F22"],
        blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, [502, 503, 504].contains(actual.status), let again = evidence[.again(1)], again.status < 500,
            again.hasHead
        else { return nil }
        return Observation(evidence.proof(.actual, "Access-Control-Allow-Origin"), evidence.proof(.again(1), "Access-Control-Allow-Origin"))
    }
}
