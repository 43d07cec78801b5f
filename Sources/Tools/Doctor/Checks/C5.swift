import WayleaveBrowserModel

/// C5: page and target share a host but not a scheme.
enum C5: Check {
    static let diagnosis = Diagnosis(
        "C5", .info, .cookies, "Page and target share a host but not a scheme",
        symptom: "Http page, https API (or reverse) of one host: cookies vanish in Chromium only",
        cause: "Chromium counts the scheme as part of the site, Firefox does not.",
        evidence: "Schemes of page and target",
        mend: "Serve both over https.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.question.page.host == evidence.url.host, evidence.question.page.isEncrypted != evidence.url.isEncrypted,
            !evidence.cookies.isEmpty
        else { return nil }
        return Observation("page \(evidence.origin), target \(evidence.url.origin.serialized)")
    }
}
