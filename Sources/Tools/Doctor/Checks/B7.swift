/// B7: the preflight gets no answer.
enum B7: Check {
    static let diagnosis = Diagnosis(
        "B7", .high, .preflight, "The preflight gets no answer",
        symptom: "Chromium: InvalidResponse / network error on OPTIONS",
        cause: "Something on the way drops OPTIONS, or asks for a client certificate, which preflights never present.",
        evidence: "The preflight's answer: connection closed, TLS alert, or RST; compare with the call's answer",
        mend: "Let OPTIONS through; ask for certificates on the request itself.", topic: .preflight, absorbs: ["J5", "A1", "A2"],
        blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let preflight = evidence.preflight, !preflight.hasHead, let failure = preflight.failure, let actual = evidence.actual,
            actual.hasHead
        else { return nil }
        return Observation(
            evidence.proof(.preflight), evidence.proof(.actual),
            cause: "something on the way drops OPTIONS: \(failure.text), while the call itself is answered")
    }
}
