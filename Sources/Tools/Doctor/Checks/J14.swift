import WayleaveBrowserModel

/// J14: the host is written in a way that makes another origin of it.
enum J14: Check {
    static let diagnosis = Diagnosis(
        "J14", .medium, .page, "The host is written in a way that makes another origin of it",
        symptom: "Certificate or mismatch errors for `host.` or `HOST`",
        cause: "With a dot at the end it is another origin, and another name for TLS.",
        evidence: "URL",
        mend: "Write the host without it.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.url.host.hasSuffix(".") || evidence.question.page.host.hasSuffix(".") else { return nil }
        return Observation("host \(evidence.url.host)")
    }
}
