import WayleaveBrowserModel

/// J2: plain http from a page that came over TLS.
enum J2: Check {
    static let diagnosis = Diagnosis(
        "J2", .high, .page, "Plain http from a page that came over TLS",
        symptom: "\"Mixed Content\", nothing leaves",
        cause: "A page that came over TLS may not call plain http, except on this machine.",
        evidence: "Schemes",
        mend: "Serve the address over https.", blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.reason({ $0 == .mixedContent }) != nil else { return nil }
        return Observation(
            "page \(evidence.origin), target \(evidence.url.origin.serialized)",
            mend: "Use `https:`; browsers block the request before it leaves.")
    }
}
