import WayleaveBrowserModel

/// J3: the page's own policy forbids the address.
enum J3: Check {
    static let diagnosis = Diagnosis(
        "J3", .high, .page, "The page's own policy forbids the address",
        symptom: "\"violates the following Content Security Policy directive\"",
        cause: "Connect-src (or default-src) lacks the target; see Documentation/BrowserModel.md",
        evidence: "The page's own headers",
        mend: "Add the exact scheme and host", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard case .contentSecurityPolicy(let directive, _)? = evidence.reason({ if case .contentSecurityPolicy = $0 { true } else { false } }) else { return nil }
        return Observation("Content-Security-Policy: \(directive)", mend: "Add `\(evidence.url.origin.serialized)` to connect-src of the page.")
    }
}
