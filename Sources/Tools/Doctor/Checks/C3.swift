import WayleaveBrowserModel

/// C3: a cookie that browsers do not keep.
enum C3: Check {
    static let diagnosis = Diagnosis(
        "C3", .medium, .cookies, "A cookie that browsers do not keep",
        symptom: "Cookie never stored or sent",
        cause: "SameSite=None counts only together with Secure, and Secure only over https.",
        evidence: "The Set-Cookie lines on the setting response; scheme",
        mend: "Set `Secure` and serve over https.", topic: .cookies, absorbs: ["C4", "H14"])

    static func examine(_ evidence: Evidence) -> Observation? {
        let isSafe = evidence.url.isTrustworthy
        guard let cookie = evidence.cookies.first(where: { $0.sameSite == "none" && !$0.isSecure || $0.isSecure && !isSafe }) else {
            return nil
        }
        return Observation(
            "Set-Cookie: \(cookie.line)",
            cause: cookie.isSecure ? "Secure cookies are not kept from plain http" : "SameSite=None counts only together with Secure")
    }
}
