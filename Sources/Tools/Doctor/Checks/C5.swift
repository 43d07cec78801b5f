import WayleaveBrowserModel

/// C5: page and target share a host but not a scheme.
enum C5: Check {
    static let diagnosis = Diagnosis(
        "C5", .info, .cookies, "Page and target share a host but not a scheme",
        symptom: "Http page, https API (or reverse) of one host: cookies vanish in Chromium only",
        cause: "Schemeful same-site: http and https are cross-site (Schemeful… reasons); Firefox treats them as same-site",
        evidence: "Schemes of page and target",
        mend: "Serve the page over https")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.question.page.host == evidence.url.host, evidence.question.page.isEncrypted != evidence.url.isEncrypted,
            !evidence.cookies.isEmpty
        else { return nil }
        return Observation("page \(evidence.origin), target \(evidence.url.origin.serialized)")
    }
}
