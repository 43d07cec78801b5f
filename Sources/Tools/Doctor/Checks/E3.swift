import WayleaveBrowserModel

/// E3: an image that poisons its own CORS copy.
enum E3: Check {
    static let diagnosis = Diagnosis(
        "E3", .low, .caches, "An image that poisons its own CORS copy",
        symptom: "Image shows, then `fetch`/canvas of the same URL fails (typical for S3/CDN)",
        cause: "An image loaded without CORS is kept without the header and used again for a call.",
        evidence: "Same URL used both ways; no Vary: Origin",
        mend: "Send `Vary: Origin`, or the header always.", topic: .vary, absorbs: ["E2"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let actual = evidence.actual, actual["Content-Type"]?.hasPrefix("image/") == true, Evidence.isCacheable(actual),
            actual["Access-Control-Allow-Origin"] != nil, let plain = evidence[.withoutOrigin],
            plain["Access-Control-Allow-Origin"] == nil, !Evidence.varies(plain)
        else { return nil }
        return Observation(evidence.proof(.withoutOrigin, "Access-Control-Allow-Origin", "Vary"), severity: .medium)
    }
}
