/// B9: the permission is kept for very long.
enum B9: Check {
    static let diagnosis = Diagnosis(
        "B9", .info, .preflight, "The permission is kept for very long",
        symptom: "Stale permission",
        cause: "Browsers keep the permission long after the policy has changed.",
        evidence: "Access-Control-Max-Age",
        mend: "Shorten it before a change.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let text = evidence.preflight?["Access-Control-Max-Age"], let seconds = Int(text), seconds > 86_400 else { return nil }
        return Observation(evidence.proof(.preflight, "Access-Control-Max-Age"))
    }
}
