import WayleaveBrowserModel

/// D1: Headers that script cannot read.
enum D1: Check {
    static let diagnosis = Diagnosis(
        "D1", .low, .response, "Headers that script cannot read",
        symptom: "Header visible in the Network tab, `headers.get()` returns null",
        cause: "The header is not exposed, is exposed by a `*` that credentials make a plain name, or on the preflight only.",
        evidence: "The call's answer Access-Control-Expose-Headers on the *actual* response, request mode",
        mend: "Name it in Access-Control-Expose-Headers of the answer itself.", topic: .policy)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, evidence.isReadable(actual), !evidence.isSameOrigin else { return nil }
        guard let exposed = BrowserProfile.tokens("Access-Control-Expose-Headers", in: actual.headers) else {
            return Observation(
                evidence.proof(.actual, "Access-Control-Expose-Headers"),
                severity: ExposableHeaders.names(in: actual).isEmpty ? .low : .medium,
                cause: "an element of the list is no token, which spoils all of it")
        }
        let names = exposed.map { $0.lowercased() }
        if names.contains("*"), evidence.includesCredentials {
            return Observation(
                evidence.proof(.actual, "Access-Control-Expose-Headers"), severity: .medium,
                cause: "`*` is a plain name while credentials are included, and exposes nothing")
        }
        if names.contains("*") { return nil }
        let isOnPreflight =
            [evidence.preflight, evidence[.greedyPreflight]].contains { $0?["Access-Control-Expose-Headers"] != nil } && exposed.isEmpty
        let wanted = ExposableHeaders.names(in: actual).filter { !names.contains($0) }
        guard !wanted.isEmpty else { return nil }
        let onlyOnPreflight = isOnPreflight
        return Observation(
            evidence.proof(.actual, "Access-Control-Expose-Headers"), severity: onlyOnPreflight ? .medium : .low,
            cause: onlyOnPreflight
                ? "Access-Control-Expose-Headers stands on the preflight's answer, where nobody reads it"
                : "\(wanted.joined(separator: ", ")) \(wanted.count == 1 ? "is" : "are") sent, and not exposed",
            mend: "Send on the answer itself: `Access-Control-Expose-Headers: \(wanted.isEmpty ? "…" : wanted.joined(separator: ", "))`.")
    }
}
