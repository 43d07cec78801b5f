/// C2: a cookie stays within its site.
enum C2: Check {
    static let diagnosis = Diagnosis(
        "C2", .medium, .cookies, "A cookie stays within its site",
        symptom: "Cookie not sent cross-site although include",
        cause: "SameSite unspecified, Lax or Strict (reasons SameSiteUnspecifiedTreatedAsLax, SameSiteLax, SameSiteStrict); Firefox still sends unspecified ones",
        evidence: "The Set-Cookie lines: attribute against page site and target site",
        mend: "`SameSite=None; Secure`, or move both under one site", topic: .cookies)

    static func examine(_ evidence: Evidence) -> Observation? {
        guard !evidence.isSameSite, evidence.includesCredentials else { return nil }
        let cookies = evidence.cookies.filter { $0.sameSite != "none" && !BalancerCookie.matches($0.name) }
        guard let first = cookies.first else { return nil }
        return Observation(
            "Set-Cookie: \(first.line)",
            cause: "\(first.sameSite.map { "SameSite=\($0)" } ?? "a cookie without SameSite, which counts as Lax,") does not travel from \(evidence.origin) to another site")
    }
}
