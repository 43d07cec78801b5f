/// C4: a third-party cookie that browsers block.
enum C4: Check {
    static let diagnosis = Diagnosis(
        "C4", .low, .cookies, "A third-party cookie that browsers block",
        symptom: "Correct None;Secure cookie is not sent from another site",
        cause: "Third-party cookies blocked: UserPreferences, ThirdPartyPhaseout, Firefox Total Cookie Protection (both measured defaults send nothing)",
        evidence: "The Set-Cookie lines; page site ≠ target site; works in a top-level tab",
        mend: "Same-site host (reverse proxy, `api.` under the page's domain); `Partitioned` (survives in Chromium); Storage Access API; token in a header or in the handshake instead", topic: .cookies)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard !evidence.isSameSite, evidence.includesCredentials,
            let cookie = evidence.cookies.first(where: { $0.sameSite == "none" && $0.isSecure && !$0.isPartitioned })
        else { return nil }
        return Observation("Set-Cookie: \(cookie.line)")
    }
}
