import WayleaveBrowserModel

/// B1: the preflight has good headers and a bad status.
enum B1: Check {
    static let diagnosis = Diagnosis(
        "B1", .high, .preflight, "The preflight has good headers and a bad status",
        symptom: "Chromium: PreflightInvalidStatus, Firefox: CORSPreflightDidNotSucceed3",
        cause: "The headers are right, and the status is not one of 200 to 299.",
        evidence: "The preflight's answer",
        mend: "Answer preflights with 204.", topic: .preflight, absorbs: ["J17", "B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case .preflightStatus(let status)? = evidence.reason({ if case .preflightStatus = $0 { true } else { false } }) else {
            return nil
        }
        return Observation(
            evidence.proof(at: .preflight),
            cause: "the preflight is answered with \(status); only 200 to 299 count, whatever the headers say")
    }
}
