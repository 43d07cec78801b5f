import WayleaveBrowserModel

/// F22: the same request is sometimes allowed.
enum F22: Check {
    static let diagnosis = Diagnosis(
        "F22", .medium, .strangers, "The same request is sometimes allowed",
        symptom: "Same request alternates allow/deny",
        cause: "The decision keeps state between requests, as an expression with the `g` flag does; or several servers differ.",
        evidence: "The call's answer twice",
        mend: "Use an expression without `g`; give all servers one policy.", topic: .exactOrigins, absorbs: ["A1", "A6", "E1", "E2"])

    static func examine(_ evidence: Evidence) -> Observation? {
        let answers = [Role.actual, .again(1), .again(2), .again(3)].compactMap { evidence[$0] }.filter { $0.hasHead && $0.status < 500 }
        let verdicts = Set(answers.map { evidence.isReadable($0) })
        guard verdicts.count == 2, evidence.mixedUp == nil,
            answers.allSatisfy({ $0["Access-Control-Allow-Origin"] != "https://evil.example" })
        else { return nil }
        return Observation(
            evidence.proof(.actual, "Access-Control-Allow-Origin"), evidence.proof(.again(1), "Access-Control-Allow-Origin"),
            evidence.proof(.again(2), "Access-Control-Allow-Origin"), evidence.proof(.again(3), "Access-Control-Allow-Origin"),
            severity: .high)
    }
}
