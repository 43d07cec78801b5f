import WayleaveBrowserModel

/// G8: the page's own policy forbids the WebSocket.
enum G8: Check {
    static let diagnosis = Diagnosis(
        "G8", .high, .page, "The page's own policy forbids the WebSocket",
        symptom: "Blocked, no request leaves; \"violates … connect-src\"",
        cause: "connect-src has no source for it: `https:` does not cover `wss:`.",
        evidence: "The page's own headers; Chromium: error without close event, Firefox: exception at construction",
        mend: "Add the `wss:` address to connect-src.", absorbs: ["J3"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .websocket,
            case .contentSecurityPolicy(let directive, _)? = evidence.reason({ if case .contentSecurityPolicy = $0 { true } else { false } }
            )
        else { return nil }
        return Observation(
            "Content-Security-Policy: \(directive)", mend: "Add `\(evidence.url.asWebSocket.origin.serialized)` to connect-src.")
    }
}
