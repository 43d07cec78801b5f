import WayleaveBrowserModel

/// C11: the preflight is asked to authenticate.
enum C11: Check {
    static let diagnosis = Diagnosis(
        "C11", .high, .preflight, "The preflight is asked to authenticate",
        symptom: "Preflight answered 401",
        cause: "Preflights never carry cookies, tokens or certificates, so they can never log in.",
        evidence: "The preflight's answer status 401/403",
        mend: "Let OPTIONS with Access-Control-Request-Method pass before authentication.", topic: .preflight,
        absorbs: ["A1", "A2", "B1", "J17", "B10", "D4", "C9"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let record = evidence.culprit(.preflight), record.probe.method == "OPTIONS", [401, 407].contains(record.answer.status),
            evidence.reason() != nil
        else { return nil }
        return Observation(Evidence.proof(record, ["WWW-Authenticate", "Access-Control-Allow-Origin"]))
    }
}
