import WayleaveBrowserModel

/// H5: the origin differs by little.
enum H5: Check {
    static let diagnosis = Diagnosis(
        "H5", .high, .session, "The origin differs by little",
        symptom: "Mismatch by a character",
        cause: "A slash, a port or the scheme differs.",
        evidence: "A6 difference class",
        mend: "Write the origin exactly.", topic: .policy, absorbs: ["G2", "A5", "A6", "H13"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio, case (let fault, let stage)? = evidence.corsFault else { return nil }
        let value: String
        switch fault {
        case .allowOriginMismatch(let found), .invalidAllowOrigin(let found): value = found
        default: return nil
        }
        return Observation(
            evidence.proof(at: stage),
            cause: "`\(value)` is allowed, the page is `\(evidence.origin)`: \(OriginDifference.text(value, evidence.origin))",
            mend: "Write `\(evidence.origin)` in the `cors` option, exactly.")
    }
}
