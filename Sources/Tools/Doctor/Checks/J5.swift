import WayleaveBrowserModel

/// J5: the server is not reached.
enum J5: Check {
    static let diagnosis = Diagnosis(
        "J5", .critical, .reach, "The server is not reached",
        symptom: "\"did not succeed\", status (null), net::ERR_*",
        cause: "No connection, no TLS, no answer in time, or none that is HTTP.",
        evidence: "The call's answer: connect/TLS stage",
        mend: "Mend that first: it is not CORS.", absorbs: ["A1", "B7", "G3", "D4"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        if let broken = evidence.records.first(where: {
            $0.role.isOfCall && !$0.answer.hasHead && $0.answer.failure != nil && !$0.answer.wasNotSent
        }) {
            guard !evidence.records.contains(where: { $0.role == .actual && $0.answer.hasHead }) || broken.role == .actual else {
                return nil
            }
            return Observation(Evidence.proof(broken, []), cause: "this is not CORS: \(broken.answer.failure?.text ?? "")")
        }
        guard let record = evidence.records.first(where: { $0.role.isOfCall && $0.answer.failure != nil }) else {
            guard evidence.reason({ $0 == .tooManyRedirects }) != nil || evidence.hopCount >= 5 else { return nil }
            return Observation(
                "\(evidence.hopCount) redirects", severity: .high, title: "The call is redirected round and round",
                mend: "End the redirect loop.")
        }
        return Observation(
            Evidence.proof(record, []), record.answer.failure?.text ?? "", severity: .high, title: "The answer does not end well",
            cause: "this is not CORS: \(record.answer.failure?.text ?? "")")
    }
}
