import WayleaveBrowserModel

/// G7: `ws:` from a page that came over TLS.
enum G7: Check {
    static let diagnosis = Diagnosis(
        "G7", .high, .page, "`ws:` from a page that came over TLS",
        symptom: "SecurityError at construction; \"Mixed Content\"",
        cause: "A page that came over TLS may open `wss:` only.",
        evidence: "URL scheme, page scheme",
        mend: "Connect to `wss:`.", absorbs: ["J2"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .websocket, evidence.reason({ $0 == .mixedContent }) != nil else { return nil }
        return Observation("page \(evidence.origin), socket \(evidence.url.asWebSocket)", mend: "Connect to `wss://\(evidence.url.host)…`.")
    }
}
