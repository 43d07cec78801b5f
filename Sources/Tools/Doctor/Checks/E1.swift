import WayleaveBrowserModel

/// E1: the answer depends on the origin and does not say so.
enum E1: Check {
    static let diagnosis = Diagnosis(
        "E1", .medium, .caches, "The answer depends on the origin and does not say so",
        symptom: "Works for one frontend, fails for the other, changes by the hour",
        cause: "Access-Control-Allow-Origin depends on who asks, and caches are not told: they hand one origin's answer to another.",
        evidence: "The same address under two origins: same URL, two origins, Access-Control-Allow-Origin of the other origin, Age/X-Cache",
        mend: "Send `Vary: Origin` on every answer of this path.", topic: .vary, absorbs: ["E2", "E3"])

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.isDynamic, let actual = evidence.actual, !Evidence.varies(actual) else { return nil }
        let isMixed = evidence.mixedUp != nil
        let isHarmless = Evidence.isUncacheable(actual) || evidence.kind == .socketio || evidence.kind == .signalr
        return Observation(
            evidence.proof(.actual, "Access-Control-Allow-Origin", "Vary"),
            evidence.proof(.from(.evil), "Access-Control-Allow-Origin"), evidence.mixedUp ?? "",
            severity: isMixed ? .high : isHarmless ? .low : .medium)
    }
}
