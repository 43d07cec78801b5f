import WayleaveBrowserModel

/// G16: a port that browsers do not connect to.
enum G16: Check {
    static let diagnosis = Diagnosis(
        "G16", .high, .page, "A port that browsers do not connect to",
        symptom: "net::ERR_UNSAFE_PORT",
        cause: "Browsers do not connect to the ports of other protocols.",
        evidence: "Port",
        mend: "Use another port.", absorbs: ["J8"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .websocket, evidence.url.hasBadPort else { return nil }
        return Observation("port \(evidence.url.effectivePort ?? 0)")
    }
}
