/// F29: a playground is let in.
enum F29: Check {
    static let diagnosis = Diagnosis(
        "F29", .medium, .strangers, "A playground is let in",
        symptom: "Playground or admin tool open to the world (GraphiQL, Apollo Sandbox, admin UI origin allowed)",
        cause: "Development origin left in",
        evidence: "List entries",
        mend: "Separate policy per environment", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return evidence.admitted(.playground, .medium, .info)
    }
}
