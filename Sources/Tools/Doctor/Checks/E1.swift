import WayleaveBrowserModel

/// E1: the answer depends on the origin and does not say so.
enum E1: Check {
    static let diagnosis = Diagnosis(
        "E1", .medium, .caches, "The answer depends on the origin and does not say so",
        symptom: "Works for one frontend, fails for the other, changes by the hour",
        cause: "Dynamic ACAO without `Vary: Origin`: a CDN or the browser serves one origin's copy to another (refusal, or a poisoned allow)",
        evidence: "The same address under two origins: same URL, two origins, ACAO of the other origin, Age/X-Cache",
        mend: "`Vary: Origin` on every answer of a negotiating resource", topic: .vary, absorbs: ["E2", "E3"])

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
