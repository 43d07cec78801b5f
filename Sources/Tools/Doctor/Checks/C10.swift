import WayleaveBrowserModel

/// C10: a token needs no credentials mode.
enum C10: Check {
    static let diagnosis = Diagnosis(
        "C10", .info, .cookies, "A token needs no credentials mode",
        symptom: "Access-Control-Allow-Credentials and exact origin were added \"for the token\"",
        cause: "A token set by script is no credential in the sense of CORS.",
        evidence: "Request has Authorization, mode not include",
        mend: "Leave the credentials mode out; list `authorization`.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.question.headers.contains("Authorization"), evidence.includesCredentials, evidence.cookies.isEmpty,
            evidence.question.cookie == nil
        else { return nil }
        return Observation("the call sets Authorization, and includes credentials that the target never set")
    }
}
