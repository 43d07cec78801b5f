import WayleaveBrowserModel

/// C9: an error loses the headers that success has.
enum C9: Check {
    static let diagnosis = Diagnosis(
        "C9", .high, .errors, "An error loses the headers that success has",
        symptom: "Success works, 401/500 shows a CORS error",
        cause: "The layer that answers errors stands outside the one that adds the headers.",
        evidence: "Error answers",
        mend: "Add the headers in the outermost layer.", topic: .errors, absorbs: ["D4", "A1", "A8", "D1", "E1", "E2"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        if let answer = evidence[.unauthenticated], [401, 403].contains(answer.status), answer["Access-Control-Allow-Origin"] == nil,
            let actual = evidence.actual, actual.status < 400, evidence.isReadable(actual), !evidence.isSameOrigin
        {
            return Observation(
                evidence.proof(.unauthenticated, "Access-Control-Allow-Origin"), evidence.proof(.actual, "Access-Control-Allow-Origin"),
                cause: "\(answer.status) is answered without the headers, so a page whose login has run out sees a CORS error instead")
        }
        guard let actual = evidence.actual, evidence.hidesError,
            [401, 403].contains(actual.status) || evidence.includesCredentials && actual["Access-Control-Allow-Origin"] != nil
        else { return nil }
        return Observation(
            evidence.proof(.actual, "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"), evidence.witnessOfPolicy,
            cause: "\(actual.status) is answered by a layer outside the one that applies the policy, so browsers show a CORS error instead")
    }
}
