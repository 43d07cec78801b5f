import WayleaveBrowserModel

/// A6: another origin is allowed.
enum A6: Check {
    static let diagnosis = Diagnosis(
        "A6", .high, .response, "Another origin is allowed",
        symptom: "Chromium: AllowOriginMismatch, Firefox: CORSAllowOriginNotMatchingOrigin",
        cause: "Scheme, host or port differ, or there is a slash, a capital letter or a default port too many.",
        evidence: "Edit-distance class between value and origin",
        mend: "List the page's origin exactly as browsers write it.", topic: .policy, absorbs: ["G2", "E1", "E2", "C9", "B10"], blocks: true
    )

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case (.allowOriginMismatch(let value), let stage)? = evidence.corsFault, value != evidence.origin else { return nil }
        return Observation(
            evidence.proof(at: stage),
            cause: "the answer allows `\(value)`, the page is `\(evidence.origin)`: \(OriginDifference.text(value, evidence.origin))",
            mend: "List `\(evidence.origin)`, exactly as written here.")
    }
}
