import WayleaveBrowserModel

/// F25: timing is told to more origins than the answer.
enum F25: Check {
    static let diagnosis = Diagnosis(
        "F25", .low, .strangers, "Timing is told to more origins than the answer",
        symptom: "Timing-Allow-Origin mismatch: `*` or wider than Access-Control-Allow-Origin",
        cause: "Timing-Allow-Origin is wider than Access-Control-Allow-Origin.",
        evidence: "Header against policy",
        mend: "Give both one list.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let timing = evidence.actual?["Timing-Allow-Origin"], timing == "*",
            let allowed = evidence.actual?["Access-Control-Allow-Origin"], allowed != "*"
        else { return nil }
        return Observation(evidence.proof(.actual, "Timing-Allow-Origin", "Access-Control-Allow-Origin"))
    }
}
