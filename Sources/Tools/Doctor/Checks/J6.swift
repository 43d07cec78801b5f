/// J6: the page has no origin.
enum J6: Check {
    static let diagnosis = Diagnosis(
        "J6", .info, .page, "The page has no origin",
        symptom: "Origin `null`",
        cause: "A file, a sandboxed frame or a data: address has no origin.",
        evidence: "Page URL and frame attributes",
        mend: "Serve the page over http.")

    static func examine(_ evidence: Evidence) -> Observation? {
        guard evidence.origin == "null" else { return nil }
        return Observation("Origin: null")
    }
}
