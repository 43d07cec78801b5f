import WayleaveBrowserModel

/// B6: authorization is covered by `*` alone.
enum B6: Check {
    static let diagnosis = Diagnosis(
        "B6", .low, .preflight, "Authorization is covered by `*` alone",
        symptom: "Works in Chrome/Firefox, warning \"Authorization not covered by *\" (F CORSAllowHeaderFromPreflightDeprecation)",
        cause: "Browsers still let `*` cover Authorization; the standard does not.",
        evidence: "The preflight's answer",
        mend: "List `authorization` by name.", topic: .policy)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let record = evidence.record(.preflight), evidence.question.headers.contains("Authorization"), !evidence.includesCredentials
        else { return nil }
        let listed = Evidence.names("Access-Control-Allow-Headers", record.answer)
        guard listed.contains("*"), !listed.contains("authorization") else { return nil }
        return Observation(evidence.proof(.preflight, "Access-Control-Allow-Headers"))
    }
}
