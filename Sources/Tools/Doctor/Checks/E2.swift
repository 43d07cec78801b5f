import WayleaveBrowserModel

/// E2: only allowed answers say that they depend on the origin.
enum E2: Check {
    static let diagnosis = Diagnosis(
        "E2", .low, .caches, "Only allowed answers say that they depend on the origin",
        symptom: "Correct at first, then refused for everyone",
        cause: "The answer to a refused origin, or to none, is kept and handed to the page.",
        evidence: "The answers without Origin and to a denied origin then the call's answer again",
        mend: "Send `Vary: Origin` on refusals and on answers without Origin too.", topic: .vary)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.isDynamic, Evidence.varies(evidence.actual) else { return nil }
        let silent: [Role] = [.from(.evil), .withoutOrigin].filter { role in
            guard let answer = evidence[role], answer.hasHead, answer["Access-Control-Allow-Origin"] == nil else { return false }
            return !Evidence.varies(answer)
        }
        guard let role = silent.first else { return nil }
        return Observation(
            evidence.proof(role, "Access-Control-Allow-Origin", "Vary"), evidence.proof(.actual, "Access-Control-Allow-Origin", "Vary"),
            severity: Evidence.isCacheable(evidence[role]) && !Evidence.isUncacheable(evidence[role]) ? .medium : .low)
    }
}
