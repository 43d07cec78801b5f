import WayleaveBrowserModel

/// B5: a request header is not allowed.
enum B5: Check {
    static let diagnosis = Diagnosis(
        "B5", .high, .preflight, "A request header is not allowed",
        symptom: "Chromium: HeaderDisallowedByPreflightResponse, Firefox: CORSMissingAllowHeaderFromPreflight2",
        cause: "Header missing (only the first offending one is named); `*` with credentials; reflected ACAH dropped by a cache",
        evidence: "The preflight's answer",
        mend: "List all; show the *whole* missing set", topic: .policy, absorbs: ["B10"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case .headerRefused(let name)? = evidence.reason({ if case .headerRefused = $0 { true } else { false } }) else { return nil }
        let record = evidence.culprit(.preflight)
        let asked = Evidence.names("Access-Control-Request-Headers", nil)
        _ = asked
        let wanted = (record?.probe.headers.combined("Access-Control-Request-Headers") ?? name).split(separator: ",").map(String.init)
        let listed = Evidence.names("Access-Control-Allow-Headers", record?.answer)
        let hasWildcard = listed.contains("*") && !evidence.includesCredentials
        let missing = wanted.filter { !listed.contains($0) && !(hasWildcard && $0 != "authorization") }
        let isLiteral = listed.contains("*") && evidence.includesCredentials
        return Observation(
            record.map { Evidence.proof($0, ["Access-Control-Allow-Headers"]) } ?? "",
            cause: "the page sends \(missing.joined(separator: ", ")), which Access-Control-Allow-Headers does not list"
                + (isLiteral ? "; `*` is a plain name while credentials are included" : ""),
            mend: "Add to the allowed headers: \(missing.joined(separator: ", ")).")
    }
}
