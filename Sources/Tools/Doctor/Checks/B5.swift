import WayleaveBrowserModel

/// B5: a request header is not allowed.
enum B5: Check {
    static let diagnosis = Diagnosis(
        "B5", .high, .preflight, "A request header is not allowed",
        symptom: "Chromium: HeaderDisallowedByPreflightResponse, Firefox: CORSMissingAllowHeaderFromPreflight2",
        cause: "A header that the page sets is not listed; browsers name only the first of them.",
        evidence: "The preflight's answer",
        mend: "List all headers that the page sets.", topic: .policy, absorbs: ["B10", "B1", "A1", "A2", "I1", "H2"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        let missing = evidence.headersLeftOut
        guard !missing.isEmpty, let record = evidence.culprit(.preflight) else { return nil }
        let listed = Evidence.names("Access-Control-Allow-Headers", record.answer)
        let isLiteral = listed.contains("*") && evidence.includesCredentials
        return Observation(
            Evidence.proof(record, ["Access-Control-Allow-Headers"]),
            cause: "the page sends \(missing.joined(separator: ", ")), which Access-Control-Allow-Headers does not list"
                + (isLiteral ? "; `*` is a plain name while credentials are included" : ""),
            mend: "Add to the allowed headers: \(missing.joined(separator: ", ")).")
    }
}
