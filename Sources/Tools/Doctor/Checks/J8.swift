import WayleaveBrowserModel

/// J8: a port that browsers do not connect to.
enum J8: Check {
    static let diagnosis = Diagnosis(
        "J8", .high, .page, "A port that browsers do not connect to",
        symptom: "net::ERR_UNSAFE_PORT",
        cause: "Browsers do not connect to the ports of other protocols.",
        evidence: "Port",
        mend: "Use another port.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.url.hasBadPort else { return nil }
        return Observation("port \(evidence.url.effectivePort ?? 0)")
    }
}
