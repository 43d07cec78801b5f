/// C2: a cookie stays within its site.
enum C2: Check {
    static let diagnosis = Diagnosis(
        "C2", .medium, .cookies, "A cookie stays within its site",
        symptom: "Cookie not sent cross-site although include",
        cause: "A cookie without SameSite, or with Lax or Strict, is not sent by pages of other sites.",
        evidence: "The Set-Cookie lines: attribute against page site and target site",
        mend: "Set it with `SameSite=None; Secure`, or put page and server under one site.", topic: .cookies)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard !evidence.isSameSite, evidence.includesCredentials else { return nil }
        let cookies = evidence.cookies.filter { $0.sameSite != "none" && !BalancerCookie.matches($0.name) }
        guard let first = cookies.first else { return nil }
        return Observation(
            "Set-Cookie: \(first.line)",
            cause:
                "\(first.sameSite.map { "SameSite=\($0)" } ?? "a cookie without SameSite, which counts as Lax,") does not travel from \(evidence.origin) to another site"
        )
    }
}
