import WayleaveBrowserModel

/// F16: a developer's origin is let in.
enum F16: Check {
    static let diagnosis = Diagnosis(
        "F16", .medium, .strangers, "A developer's origin is let in",
        symptom: "Localhost/dev origins in production",
        cause: "Forgotten list entries; a local process or a DNS trick speaks as them",
        evidence: "`http://localhost:3000` reflected by the public host",
        mend: "Per-environment lists", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.localhost, .medium, .info)
    }
}
