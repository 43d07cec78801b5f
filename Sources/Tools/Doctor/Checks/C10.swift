import WayleaveBrowserModel

/// C10: a token needs no credentials mode.
enum C10: Check {
    static let diagnosis = Diagnosis(
        "C10", .info, .cookies, "A token needs no credentials mode",
        symptom: "ACAC and exact origin were added \"for the token\"",
        cause: "A Bearer header set by script is not a credential: `*` without ACAC would do, but the Authorization header must be allowed by name (B6)",
        evidence: "Request has Authorization, mode not include",
        mend: "Drop include and ACAC, or keep both deliberately")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.question.headers.contains("Authorization"), evidence.includesCredentials, evidence.cookies.isEmpty,
            evidence.question.cookie == nil
        else { return nil }
        return Observation("the call sets Authorization, and includes credentials that the target never set")
    }
}
