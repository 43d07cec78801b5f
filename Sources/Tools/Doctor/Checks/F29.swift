/// F29: a playground is let in.
enum F29: Check {
    static let diagnosis = Diagnosis(
        "F29", .medium, .strangers, "A playground is let in",
        symptom: "Playground or admin tool open to the world (GraphiQL, Apollo Sandbox, admin UI origin allowed)",
        cause: "A tool's origin was left in the list.",
        evidence: "List entries",
        mend: "Keep lists for each environment.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.playground, .medium, .info)
    }
}
