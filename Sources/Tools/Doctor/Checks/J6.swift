/// J6: the page has no origin.
enum J6: Check {
    static let diagnosis = Diagnosis(
        "J6", .info, .page, "The page has no origin",
        symptom: "Origin `null`",
        cause: "File:// page, sandboxed iframe, data: URL, some privacy modes",
        evidence: "Page URL and frame attributes",
        mend: "Http(s) page; `allow-same-origin` where acceptable")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.origin == "null" else { return nil }
        return Observation("Origin: null")
    }
}
