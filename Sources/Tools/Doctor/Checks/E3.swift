import WayleaveBrowserModel

/// E3: an image that poisons its own CORS copy.
enum E3: Check {
    static let diagnosis = Diagnosis(
        "E3", .low, .caches, "An image that poisons its own CORS copy",
        symptom: "Image shows, then `fetch`/canvas of the same URL fails (typical for S3/CDN)",
        cause: "`<img>` stored a copy without ACAO; later CORS request reuses it. Chromium fails, Firefox hides it (keys anonymous loads apart); a no-cors *fetch* first breaks both",
        evidence: "Same URL used both ways; no Vary: Origin",
        mend: "Vary: Origin, or always send ACAO, or `crossorigin` on the element; workaround: another query string", topic: .vary, absorbs: ["E2"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, actual["Content-Type"]?.hasPrefix("image/") == true, Evidence.isCacheable(actual),
            actual["Access-Control-Allow-Origin"] != nil, let plain = evidence[.withoutOrigin],
            plain["Access-Control-Allow-Origin"] == nil, !Evidence.varies(plain)
        else { return nil }
        return Observation(evidence.proof(.withoutOrigin, "Access-Control-Allow-Origin", "Vary"), severity: .medium)
    }
}
