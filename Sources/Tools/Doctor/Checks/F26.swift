import WayleaveBrowserModel

/// F26: refusals are explained to everybody.
enum F26: Check {
    static let diagnosis = Diagnosis(
        "F26", .info, .strangers, "Refusals are explained to everybody",
        symptom: "Debug mode on in production",
        cause: "A debugging header says why an origin was refused.",
        evidence: "Headers on refusals",
        mend: "Switch it off in production.")

    static func examine(_ evidence: Evidence) -> Observation? {
        for role in [Role.from(.evil), .preflightFrom(.evil)] {
            guard let answer = evidence[role],
                let line = answer.headers.lines.first(where: { ["x-rack-cors", "x-cors-debug"].contains($0.name.lowercased()) })
            else { continue }
            return Observation(evidence.proof(role, line.name))
        }
        return nil
    }
}
