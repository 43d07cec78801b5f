import WayleaveBrowserModel

/// F16: a developer's origin is let in.
enum F16: Check {
    static let diagnosis = Diagnosis(
        "F16", .medium, .strangers, "A developer's origin is let in",
        symptom: "Localhost/dev origins in production",
        cause: "An entry for development was left in; whatever runs on a user's machine speaks as it.",
        evidence: "`http://localhost:3000` reflected by the public host",
        mend: "Keep lists for each environment.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.localhost, .medium, .info)
    }
}
