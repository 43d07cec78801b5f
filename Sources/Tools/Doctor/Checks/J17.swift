import WayleaveBrowserModel

/// J17: the method is not mapped.
enum J17: Check {
    static let diagnosis = Diagnosis(
        "J17", .medium, .response, "The method is not mapped",
        symptom: "405 on HEAD or OPTIONS",
        cause: "The router knows the path only for other methods.",
        evidence: "Allow header",
        mend: "Map the method.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, actual.status == 405, ["HEAD", "OPTIONS"].contains(evidence.question.method) else { return nil }
        return Observation(evidence.proof(.actual, "Allow"))
    }
}
