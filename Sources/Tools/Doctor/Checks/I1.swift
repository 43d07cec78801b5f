import WayleaveBrowserModel

/// I1: negotiate has no CORS policy.
enum I1: Check {
    static let diagnosis = Diagnosis(
        "I1", .high, .session, "negotiate has no CORS policy",
        symptom: "Negotiate preflight missing Access-Control-Allow-Origin",
        cause: "UseCors is missing, stands after the endpoints or after authentication, or does not list the origin.",
        evidence: "The first requests of the client OPTIONS negotiate; compare a 404 route (headers there but not on 401 → order)",
        mend: "Order them: UseRouting, UseCors, UseAuthentication, UseAuthorization, MapHub.", topic: .policy,
        absorbs: ["G2", "A1", "A2", "C11", "C9", "D4", "B10", "J17"], blocks: true)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .signalr, case (.missingAllowOrigin, let stage)? = evidence.corsFault,
            evidence.actual?.status != 404 || stage == .preflight && evidence.preflight?.status != 404
        else { return nil }
        let isOrder = evidence.isReadable(evidence[.notFound])
        return Observation(
            evidence.proof(at: stage), isOrder ? evidence.proof(.notFound, "Access-Control-Allow-Origin") : "",
            cause: isOrder
                ? "other answers carry the policy's headers and this one does not: UseCors stands after something that answers before it"
                : "UseCors is absent, stands after the endpoints or after authentication, or its policy does not list \(evidence.origin)")
    }
}
