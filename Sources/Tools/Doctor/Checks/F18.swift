import WayleaveBrowserModel

/// F18: every request header is allowed.
enum F18: Check {
    static let diagnosis = Diagnosis(
        "F18", .low, .strangers, "Every request header is allowed",
        symptom: "Access-Control-Allow-Headers reflects anything, Access-Control-Allow-Methods lists everything",
        cause: "The requested headers are sent back unseen.",
        evidence: "The preflight's answer with `x-evil`",
        mend: "List the headers that are needed.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.greedyPreflight], (200..<300).contains(answer.status), evidence.isReadable(answer),
            Evidence.names("Access-Control-Allow-Headers", answer).contains("x-wayleave-doctor")
        else { return nil }
        return Observation(evidence.proof(.greedyPreflight, "Access-Control-Allow-Headers"))
    }
}
