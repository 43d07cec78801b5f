/// C4: a third-party cookie that browsers block.
enum C4: Check {
    static let diagnosis = Diagnosis(
        "C4", .low, .cookies, "A third-party cookie that browsers block",
        symptom: "Correct None;Secure cookie is not sent from another site",
        cause: "Chromium and Firefox keep third-party cookies back by default, however well they are set.",
        evidence: "The Set-Cookie lines; page site ≠ target site; works in a top-level tab",
        mend: "Put the server under the page's site, add `Partitioned`, or send a token instead.", topic: .cookies)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard !evidence.isSameSite, evidence.includesCredentials,
            let cookie = evidence.cookies.first(where: { $0.sameSite == "none" && $0.isSecure && !$0.isPartitioned })
        else { return nil }
        return Observation("Set-Cookie: \(cookie.line)")
    }
}
