import WayleaveBrowserModel

/// B4: the method is not allowed.
enum B4: Check {
    static let diagnosis = Diagnosis(
        "B4", .high, .preflight, "The method is not allowed",
        symptom: "Chromium: MethodDisallowedByPreflightResponse, Firefox: CORSMethodNotFound",
        cause: "The method is not listed, is written in another case, or `*` is expected to cover it although credentials are included.",
        evidence: "The preflight's answer",
        mend: "List the method exactly; write PATCH in capitals in the page.", topic: .policy,
        absorbs: ["B10", "B1", "A1", "A2", "I1", "H2"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        var refused = evidence.methodLeftOut
        if case .methodRefused(let method)? = evidence.reason({ if case .methodRefused = $0 { true } else { false } }) { refused = method }
        guard let method = refused else { return nil }
        let listed = evidence.culprit(.preflight)?.answer["Access-Control-Allow-Methods"]
        var cause = "`\(method)` is not in Access-Control-Allow-Methods"
        if listed == "*" { cause = "`*` is a plain name while credentials are included, and covers no method" }
        if let listed, listed.lowercased().contains(method.lowercased()), !listed.contains(method) {
            cause = "methods are compared exactly: the page sends `\(method)`, the server lists `\(listed)`"
        }
        return Observation(
            evidence.culprit(.preflight).map { Evidence.proof($0, ["Access-Control-Allow-Methods"]) } ?? "", cause: cause,
            mend: "Add `\(method)` to the allowed methods.")
    }
}
