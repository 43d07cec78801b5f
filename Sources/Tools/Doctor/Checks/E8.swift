import WayleaveBrowserModel

/// E8: the 304 names another origin.
enum E8: Check {
    static let diagnosis = Diagnosis(
        "E8", .medium, .caches, "The 304 names another origin",
        symptom: "304 breaks a page that worked",
        cause: "The 304's headers replace the kept ones before the check.",
        evidence: "Conditional request with If-None-Match",
        mend: "Send the right header on the 304, or none.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.conditional], answer.status == 304, let value = answer["Access-Control-Allow-Origin"],
            BrowserProfile.corsFault(answer.headers, origin: evidence.origin, includesCredentials: false) != nil,
            evidence.isReadable(evidence.actual)
        else { return nil }
        _ = value
        return Observation(evidence.proof(.conditional, "Access-Control-Allow-Origin"))
    }
}
