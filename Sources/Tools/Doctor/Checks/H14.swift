/// H14: the balancer's cookie does not come back from other sites.
enum H14: Check {
    static let diagnosis = Diagnosis(
        "H14", .medium, .cookies, "The balancer's cookie does not come back from other sites",
        symptom: "Stickiness cookie is not kept cross-site",
        cause: "The balancer's cookie lacks SameSite=None and Secure, so other sites' pages do not return it.",
        evidence: "The Set-Cookie lines on the balancer's cookie",
        mend: "Set both, find the backend by `sid`, or use WebSockets only.", topic: .affinity)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.kind == .socketio || evidence.kind == .signalr, !evidence.isSameSite,
            let cookie = evidence.cookies.first(where: { BalancerCookie.matches($0.name) && ($0.sameSite != "none" || !$0.isSecure) })
        else { return nil }
        return Observation("Set-Cookie: \(cookie.line)")
    }
}
