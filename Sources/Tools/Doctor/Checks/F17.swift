/// F17: anybody's pages on a hosting domain are let in.
enum F17: Check {
    static let diagnosis = Diagnosis(
        "F17", .high, .strangers, "Anybody's pages on a hosting domain are let in",
        symptom: "Third-party hosting domains allowed (github.io, vercel.app, netlify.app …)",
        cause: "A wildcard for preview deployments: anybody can put a page there.",
        evidence: "Reflected",
        mend: "List exact names, or names that belong to the team.", topic: .exactOrigins)

    static func examine(_ evidence: Evidence) -> Observation? {
        return [ForeignOrigin.publicHost, .vercel, .netlify].lazy.compactMap { evidence.admitted($0, .high, .low) }.first
    }
}
