/// F5: origins that contain yours are let in.
enum F5: Check {
    static let diagnosis = Diagnosis(
        "F5", .critical, .strangers, "Origins that contain yours are let in",
        symptom: "Substring match",
        cause: "`includes(\"example.com\")`",
        evidence: "Reflected",
        mend: "Parse and compare", topic: .exactOrigins, absorbs: ["F3", "F4", "F7", "F8", "F9"])

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.substring, .critical, .low)
    }
}
