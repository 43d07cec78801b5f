import WayleaveBrowserModel

/// E5: preflights come out of a cache.
enum E5: Check {
    static let diagnosis = Diagnosis(
        "E5", .medium, .caches, "Preflights come out of a cache",
        symptom: "Preflight of one client answered for another",
        cause: "A cache keeps answers to OPTIONS and hands them to other calls.",
        evidence: "The preflight's answer twice with different Access-Control-Request-Method/Access-Control-Request-Headers",
        mend: "Do not cache OPTIONS, or vary by Origin and both request headers.", topic: .vary)

    static func examine(_ evidence: Evidence) -> Observation? {
        for role in [Role.preflight, .greedyPreflight, .preflightFrom(.evil)] where Evidence.isFromCache(evidence[role]) {
            guard !Evidence.varies(evidence[role], by: "access-control-request-headers") else { continue }
            return Observation(evidence.proof(role, "Age", "X-Cache", "Vary"))
        }
        return nil
    }
}
