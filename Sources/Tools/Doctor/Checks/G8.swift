import WayleaveBrowserModel

/// G8: the page's own policy forbids the WebSocket.
enum G8: Check {
    static let diagnosis = Diagnosis(
        "G8", .high, .page, "The page's own policy forbids the WebSocket",
        symptom: "Blocked, no request leaves; \"violates … connect-src\"",
        cause: "CSP connect-src lacks wss: an `https:` source does not match wss; `'self'` does (measured); default-src is the fallback",
        evidence: "The page's own headers; Chromium: error without close event, Firefox: exception at construction",
        mend: "`connect-src 'self' wss://host`", absorbs: ["J3"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .websocket, case .contentSecurityPolicy(let directive, _)? = evidence.reason({ if case .contentSecurityPolicy = $0 { true } else { false } })
        else { return nil }
        return Observation("Content-Security-Policy: \(directive)", mend: "Add `\(evidence.url.asWebSocket.origin.serialized)` to connect-src.")
    }
}
