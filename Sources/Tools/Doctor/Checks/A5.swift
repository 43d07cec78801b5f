import WayleaveBrowserModel

/// A5: the allowed origin is none.
enum A5: Check {
    static let diagnosis = Diagnosis(
        "A5", .high, .response, "The allowed origin is none",
        symptom: "Chromium: InvalidAllowOriginValue, Firefox: CORSAllowOriginNotMatchingOrigin",
        cause: "The scheme is missing, or the value is empty, quoted, a pattern or misspelt.",
        evidence: "Raw value",
        mend: "Write the origin as browsers do: scheme, host and port if it is not the scheme's own.", topic: .policy,
        absorbs: ["E1", "E2", "B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.invalidAllowOrigin(let value), let stage)? = evidence.corsFault else { return nil }
        return Observation(
            evidence.proof(at: stage), cause: "`\(value)` is no origin: \(OriginDifference.flaw(value, wanted: evidence.origin))",
            mend: "Write it as browsers do: `\(evidence.origin)`.")
    }
}
