import WayleaveBrowserModel

/// J3: the page's own policy forbids the address.
enum J3: Check {
    static let diagnosis = Diagnosis(
        "J3", .high, .page, "The page's own policy forbids the address",
        symptom: "\"violates the following Content Security Policy directive\"",
        cause: "connect-src, or default-src, has no source for it.",
        evidence: "The page's own headers",
        mend: "Add the address to connect-src.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard
            case .contentSecurityPolicy(let directive, _)? = evidence.reason({ if case .contentSecurityPolicy = $0 { true } else { false } }
            )
        else { return nil }
        return Observation(
            "Content-Security-Policy: \(directive)", mend: "Add `\(evidence.url.origin.serialized)` to connect-src of the page.")
    }
}
