/// J19: a login stands in the way.
enum J19: Check {
    static let diagnosis = Diagnosis(
        "J19", .high, .preflight, "A login stands in the way",
        symptom: "Login page HTML instead of JSON, or 302 to an identity provider",
        cause: "An authentication proxy answers before the server.",
        evidence: "The preflight's answer 302 Location to the provider",
        mend: "Let preflights pass it; answer calls with 401 instead of a redirect.", topic: .preflight,
        absorbs: ["B2", "A1", "A2", "I4", "D4", "J11", "A7", "J3", "J5"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        for record in evidence.records where record.role.isOfCall {
            guard let location = Evidence.login(record.answer) else { continue }
            return Observation(
                Evidence.proof(record, ["Location"]),
                cause: "\(record.probe.method) is sent on to \(location): an authentication proxy answers before the server")
        }
        return nil
    }
}
