import WayleaveBrowserModel

/// I5: SignalR lists an origin that differs.
enum I5: Check {
    static let diagnosis = Diagnosis(
        "I5", .high, .session, "SignalR lists an origin that differs",
        symptom: "Mismatch",
        cause: "A slash at the end or another small difference.",
        evidence: "A6",
        mend: "Write the origin exactly.", topic: .policy, absorbs: ["G2", "A5", "A6"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, case (let fault, let stage)? = evidence.corsFault else { return nil }
        let value: String
        switch fault {
        case .allowOriginMismatch(let found), .invalidAllowOrigin(let found): value = found
        default: return nil
        }
        return Observation(
            evidence.proof(at: stage), cause: OriginDifference.text(value, evidence.origin),
            mend: "`WithOrigins(\"\(evidence.origin)\")`, without a slash at the end.")
    }
}
