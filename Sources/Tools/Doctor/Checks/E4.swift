import WayleaveBrowserModel

/// E4: a cache mixes origins although the answer varies.
enum E4: Check {
    static let diagnosis = Diagnosis(
        "E4", .high, .caches, "A cache mixes origins although the answer varies",
        symptom: "Vary is there, CDN still mixes",
        cause: "The cache in front ignores `Vary: Origin`, or drops Origin before it looks.",
        evidence: "The same address under two origins through the edge against origin server",
        mend: "Put Origin into the cache's key, or answer CORS in the cache.", topic: .vary, absorbs: ["E1", "E2"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard let mixed = evidence.mixedUp, Evidence.varies(evidence.actual) || Evidence.varies(evidence[.fresh]) else { return nil }
        return Observation(mixed, evidence.proof(.actual, "Access-Control-Allow-Origin", "Vary"))
    }
}
