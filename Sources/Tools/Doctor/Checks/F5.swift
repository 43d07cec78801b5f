/// F5: origins that contain yours are let in.
enum F5: Check {
    static let diagnosis = Diagnosis(
        "F5", .critical, .strangers, "Origins that contain yours are let in",
        symptom: "Substring match",
        cause: "The origin need only contain the name.",
        evidence: "Reflected",
        mend: "Compare whole origins.", topic: .exactOrigins, absorbs: ["F3", "F4", "F7", "F8", "F9", "F11", "F12", "F13", "F19"])

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.substring, .critical, .low)
    }
}
