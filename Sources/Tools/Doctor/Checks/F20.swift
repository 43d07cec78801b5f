import WayleaveBrowserModel

/// F20: refused origins are told the policy.
enum F20: Check {
    static let diagnosis = Diagnosis(
        "F20", .low, .strangers, "Refused origins are told the policy",
        symptom: "The policy leaks all methods/headers to denied origins",
        cause: "The middleware decides about the origin only, and adds the other headers always.",
        evidence: "Access-Control-Allow-Methods/Access-Control-Allow-Headers/Access-Control-Allow-Credentials on a denied preflight",
        mend: "Send nothing to origins that are refused.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let answer = evidence[.preflightFrom(.evil)], answer["Access-Control-Allow-Origin"] == nil else { return nil }
        let told = ["Access-Control-Allow-Methods", "Access-Control-Allow-Headers", "Access-Control-Allow-Credentials"].filter {
            answer[$0] != nil
        }
        guard let first = told.first else { return nil }
        return Observation(evidence.proof(.preflightFrom(.evil), first))
    }
}
