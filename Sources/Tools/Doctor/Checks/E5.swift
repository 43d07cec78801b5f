import WayleaveBrowserModel

/// E5: preflights come out of a cache.
enum E5: Check {
    static let diagnosis = Diagnosis(
        "E5", .medium, .caches, "Preflights come out of a cache",
        symptom: "Preflight of one client answered for another",
        cause: "OPTIONS cached by a CDN without Vary on ACRM/ACRH",
        evidence: "The preflight's answer twice with different ACRM/ACRH",
        mend: "Do not cache OPTIONS; else `Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers`", topic: .vary)

    static func examine(_ evidence: Evidence) -> Observation? {
        for role in [Role.preflight, .greedyPreflight, .preflightFrom(.evil)] where Evidence.isFromCache(evidence[role]) {
            guard !Evidence.varies(evidence[role], by: "access-control-request-headers") else { continue }
            return Observation(evidence.proof(role, "Age", "X-Cache", "Vary"))
        }
        return nil
    }
}
